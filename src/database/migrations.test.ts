import { describe, expect, test } from 'vitest';
import { type Migration, readMigrations, statementsOf } from './migrations.ts';

interface LockRule {
  readonly name: string;
  /** Whether the statement breaks it; only statements on tables made by an earlier file are asked. */
  readonly breaks: (statement: string, migration: Migration) => boolean;
}

/** Old and new app run side by side during an upgrade, and nothing may lock a big table for longer than 2 s. */
const LOCK_RULES: readonly LockRule[] = [
  {
    name: 'create index concurrently, in a file of its own that begins with `-- no transaction`',
    breaks: (statement, { inTransaction }) =>
      /^create (unique )?index/.test(statement) && (inTransaction || !/concurrently/.test(statement)),
  },
  {
    name: 'add a column without `not null`, or with a constant default: volatile defaults rewrite the table',
    breaks: (statement) =>
      /add column/.test(statement) &&
      ((/not null/.test(statement) && !/default/.test(statement)) ||
        /default [\w.]*\(|default (now|current_)/.test(statement)),
  },
  {
    name: 'a new column and a copy in batches instead of a change of type',
    breaks: (statement) => /alter column \S+ (set data )?type/.test(statement),
  },
  {
    name: 'a check constraint `not valid`, then validate, instead of `set not null`',
    breaks: (statement) => /set not null/.test(statement),
  },
  {
    name: 'add the constraint `not valid` and validate it in the next file; unique ones `using index`',
    breaks: (statement) =>
      /add (constraint|foreign key|check|unique|primary key)/.test(statement) &&
      !/not valid|using index/.test(statement),
  },
  {
    name: 'what old programs still read may go only with a line `-- contract: …` that says since when nobody reads it',
    breaks: (statement, { text }) => /^drop table|drop column|rename/.test(statement) && !/^-- contract: /m.test(text),
  },
  {
    name: 'no statement that locks or rewrites a whole table',
    breaks: (statement) => /^(lock|cluster|vacuum full|reindex (?!.*concurrently))/.test(statement),
  },
  {
    name: 'rows are changed by a job in batches, not by a migration',
    breaks: (statement) => /^(update|delete from|truncate)/.test(statement),
  },
];

const TARGET =
  /^(?:alter table|create (?:unique )?index (?:concurrently )?(?:if not exists )?\S+ on|drop table(?: if exists)?|lock(?: table)?|cluster|vacuum full|reindex table|update|delete from|truncate(?: table)?)\s+(?:only |if exists )*([\w."]+)/;

function breachesOf(migrations: readonly Migration[]): string[] {
  return migrations.flatMap((migration) => {
    const statements = statementsOf(withoutBodies(migration)).map((statement) =>
      statement.toLowerCase().replace(/\s+/g, ' '),
    );
    const made = new Set(
      statements.map((statement) => /^create (?:unlogged )?table (?:if not exists )?([\w."]+)/.exec(statement)?.[1]),
    );
    return statements
      .filter((statement) => !made.has(TARGET.exec(statement)?.[1]))
      .filter((statement) => TARGET.test(statement))
      .flatMap((statement) =>
        LOCK_RULES.filter((rule) => rule.breaks(statement, migration)).map(
          (rule) => `${migration.name}: ${rule.name}: ${statement}`,
        ),
      );
  });
}

/** What a function will do some day, it does not do while it is made. */
function withoutBodies(migration: Migration): Migration {
  return { ...migration, text: migration.text.replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''") };
}

function planted(text: string): Migration {
  return {
    number: 9,
    name: '0009-planted.sql',
    text,
    checksum: '',
    inTransaction: !text.startsWith('-- no transaction'),
  };
}

describe('migrations', () => {
  test('lock nothing for long (B2)', () => {
    expect(breachesOf(readMigrations())).toEqual([]);
  });

  test.each([
    'create index fact_amount on fact (amount);',
    'create index concurrently fact_amount on fact (amount);',
    'alter table fact add column weight integer not null;',
    'alter table fact add column seen_at timestamptz default now();',
    'alter table fact alter column amount type numeric;',
    'alter table fact alter column amount set not null;',
    'alter table fact add constraint fact_amount check (amount > 0);',
    'alter table fact drop column amount;',
    'alter table fact rename column amount to money;',
    'drop table fact;',
    'update fact set amount = 0;',
    'lock table fact;',
  ])('a breach is seen: %s', (text) => {
    expect(breachesOf([planted(text)])).toHaveLength(1);
  });

  test.each([
    '-- no transaction\ncreate index concurrently if not exists fact_amount on fact (amount);',
    'create table weight (id integer);\ncreate index weight_id on weight (id);\nalter table weight add check (id > 0);',
    "alter table fact add column note text not null default '';",
    'alter table fact add constraint fact_amount check (amount > 0) not valid;',
    'create function f() returns void language sql as $$ update fact set amount = 0; $$;',
    '-- contract: nobody reads it since 0007\nalter table fact drop column amount;',
  ])('and this is none: %s', (text) => {
    expect(breachesOf([planted(text)])).toEqual([]);
  });

  test('a file without transaction can be run again after it broke half way', () => {
    const alone = readMigrations().filter((migration) => !migration.inTransaction);
    const fragile = alone.flatMap(statementsOf).filter((statement) => !/if (not )?exists/i.test(statement));
    expect(fragile).toEqual([]);
  });
});
