import type pg from 'pg';

/** A table as PostgreSQL's catalogue knows it. */
export interface CatalogueTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly CatalogueColumn[];
  readonly constraints: readonly CatalogueConstraint[];
  readonly indexes: readonly CatalogueIndex[];
  readonly triggers: readonly string[];
  /** What the app role may do, in alphabetical order: DELETE, INSERT, SELECT … */
  readonly appRights: readonly string[];
}

export interface CatalogueColumn {
  readonly name: string;
  /** As in SQL: `bigint`, `timestamp with time zone`, `text[]`. */
  readonly type: string;
  readonly isNullable: boolean;
  /** The default's expression, null without one. */
  readonly default: string | null;
  readonly isGenerated: boolean;
  readonly isIdentity: boolean;
  readonly collation: string | null;
}

export interface CatalogueConstraint {
  readonly name: string;
  readonly kind: 'primary' | 'unique' | 'foreign' | 'check' | 'exclusion' | 'not_null' | 'trigger';
  /** The part after the name: `PRIMARY KEY (customer_id, id)`. */
  readonly definition: string;
  readonly columns: readonly string[];
  /** For a foreign key: the table and columns it points at. */
  readonly target: string | null;
  readonly targetColumns: readonly string[];
}

export interface CatalogueIndex {
  readonly name: string;
  readonly definition: string;
  readonly isUnique: boolean;
  readonly isConstraint: boolean;
  /** Column names in order; an expression is the empty text. */
  readonly columns: readonly string[];
  readonly isPartial: boolean;
}

const TABLES = `
select n.nspname as schema, c.relname as name,
  (select coalesce(json_agg(json_build_object(
      'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isNullable', not a.attnotnull,
      'default', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
      'isGenerated', a.attgenerated <> '', 'isIdentity', a.attidentity <> '',
      'collation', case when a.attcollation <> t.typcollation then co.collname end) order by a.attnum), '[]')
   from pg_attribute a join pg_type t on t.oid = a.atttypid
   left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   left join pg_collation co on co.oid = a.attcollation
   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  (select coalesce(json_agg(json_build_object(
      'name', k.conname,
      'kind', case k.contype when 'p' then 'primary' when 'u' then 'unique' when 'f' then 'foreign' when 'c' then 'check'
                when 'x' then 'exclusion' when 'n' then 'not_null' else 'trigger' end,
      'definition', pg_get_constraintdef(k.oid),
      'columns', (select coalesce(json_agg(a.attname order by u.position), '[]')
         from unnest(k.conkey) with ordinality u (number, position)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number),
      'target', case when k.confrelid <> 0 then k.confrelid::regclass::text end,
      'targetColumns', (select coalesce(json_agg(a.attname order by u.position), '[]')
         from unnest(k.confkey) with ordinality u (number, position)
         join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number)) order by k.contype, k.conname), '[]')
   from pg_constraint k where k.conrelid = c.oid) as constraints,
  (select coalesce(json_agg(json_build_object(
      'name', ic.relname, 'definition', pg_get_indexdef(i.indexrelid), 'isUnique', i.indisunique,
      'isConstraint', exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')),
      'columns', (select coalesce(json_agg(coalesce(a.attname, '') order by u.position), '[]')
         from unnest(i.indkey::int[]) with ordinality u (number, position)
         left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.number and u.number > 0
         where u.position <= i.indnkeyatts),
      'isPartial', i.indpred is not null) order by ic.relname), '[]')
   from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid) as indexes,
  (select coalesce(json_agg(pg_get_triggerdef(g.oid) order by g.tgname), '[]')
   from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal) as triggers,
  (select coalesce(json_agg(distinct x.privilege_type order by x.privilege_type), '[]')
   from aclexplode(c.relacl) x join pg_roles r on r.oid = x.grantee where r.rolname = 'changke_app') as "appRights"
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname = any($1)
order by n.nspname = 'public' desc, n.nspname, c.relname`;

/** The schemas that are ours to describe; `jobs` is pg-boss's own. */
export const DESCRIBED_SCHEMAS = ['public', 'auth'];

/** Every table of the described schemas, public first, then by name. */
export async function readTables(client: pg.Client | pg.Pool): Promise<CatalogueTable[]> {
  const { rows } = await client.query<CatalogueTable>(TABLES, [DESCRIBED_SCHEMAS]);
  return rows;
}

/** What is not a table, as SQL that makes it, sorted: extensions, sequences, views, functions, policies. */
export async function readOtherObjects(client: pg.Client | pg.Pool): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(
    `select text from (
       select 1 as part, 'create extension ' || extname || ';' as text from pg_extension where extname <> 'plpgsql'
       union all
       select 2, 'create sequence ' || c.oid::regclass || ' as ' || format_type(s.seqtypid, null) || ';'
         || case when exists (select from aclexplode(c.relacl) x join pg_roles r on r.oid = x.grantee where r.rolname = 'changke_app')
              then ' -- changke_app: usage' else '' end
       from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any($1)
       union all
       select 3, 'create view ' || c.oid::regclass || ' as' || E'\\n' || pg_get_viewdef(c.oid)
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and n.nspname = any($1)
       union all
       select 4, rtrim(pg_get_functiondef(p.oid), E' \\n') || ';'
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = any($1) and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
       union all
       select 5, 'create policy ' || polname || ' on ' || polrelid::regclass || ' using ('
         || coalesce(pg_get_expr(polqual, polrelid), 'true') || ');'
       from pg_policy
     ) objects order by part, text`,
    [DESCRIBED_SCHEMAS],
  );
  return rows.map(({ text }) => text);
}
