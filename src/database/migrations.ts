import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '../kernel/errors.ts';

/** One numbered step forward of the schema. */
export interface Migration {
  readonly number: number;
  /** The file's name, e.g. `0001-ground.sql`. */
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text: an applied file never changes. */
  readonly checksum: string;
  /** False when the first line is `-- no transaction`: for CREATE INDEX CONCURRENTLY, which allows none. */
  readonly inTransaction: boolean;
}

const NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;
const NO_TRANSACTION = '-- no transaction';

/** The files of the folder in their order; numbers run 1, 2, 3 … without gap or double. */
export function readMigrations(folder: string = join(import.meta.dirname, 'migrations')): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const number = Number(NAME.exec(name)?.[1]);
    assert(number === index + 1, `migration ${name} should be number ${index + 1}, named like 0001-ground.sql`);
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return {
      number,
      name,
      text,
      checksum: createHash('sha256').update(text).digest('hex'),
      inTransaction: !text.startsWith(NO_TRANSACTION),
    };
  });
}

/** The single statements of a file without transaction: PostgreSQL would put several sent together into one. */
export function statementsOf(migration: Migration): string[] {
  return migration.text
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.replace(/^\s*--.*$/gm, '').trim())
    .filter((statement) => statement !== '');
}
