import { assert } from '../kernel/errors.ts';
import type { CatalogueColumn, CatalogueTable } from './catalogue.ts';
import type { TableEntry } from './classes.ts';

const HEAD =
  '// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.\n';

/** How a column's type arrives in TypeScript; wire.ts makes it so. A type that is missing here is not used in tables. */
const TYPES: Readonly<Record<string, string>> = {
  bigint: 'number',
  'bit varying': 'string',
  boolean: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  'double precision': 'number',
  inet: 'string',
  integer: 'number',
  jsonb: 'Json',
  numeric: 'string',
  real: 'number',
  smallint: 'number',
  text: 'string',
  'timestamp with time zone': 'Date',
  uuid: 'string',
};

/** The generated files by name: one per module, and schema.ts that joins them. */
export function tableTypes(tables: readonly CatalogueTable[], entries: readonly TableEntry[]): Map<string, string> {
  const files = new Map<string, string>();
  const byModule = Map.groupBy(entries, ({ module }) => module);
  for (const module of [...byModule.keys()].sort()) {
    const names = new Set(byModule.get(module)?.map(({ table }) => table));
    files.set(`${module}.ts`, moduleText(tables.filter((table) => names.has(qualified(table)))));
  }
  files.set('schema.ts', schemaFile(tables, entries));
  return files;
}

/** `team`, but `auth.session`: how the table is named in code and in classes.ts. */
export function qualified(table: CatalogueTable): string {
  return table.schema === 'public' ? table.name : `${table.schema}.${table.name}`;
}

function moduleText(tables: readonly CatalogueTable[]): string {
  const bodies = tables.map(interfaceText);
  const imports = [
    importOf(bodies, ['ColumnType', 'Generated'], 'kysely'),
    importOf(bodies, ['DefaultedJson', 'Json'], '../json.ts'),
  ].join('');
  return [HEAD, imports, bodies.join('\n')].filter((part) => part !== '').join('\n');
}

function importOf(bodies: readonly string[], words: readonly string[], path: string): string {
  const used = words.filter((word) => bodies.some((body) => new RegExp(`\\b${word}\\b`).test(body)));
  return used.length > 0 ? `import type { ${used.join(', ')} } from '${path}';\n` : '';
}

function interfaceText(table: CatalogueTable): string {
  const lines = table.columns.map((column) => `  ${column.name}: ${columnType(table, column)};`);
  return `export interface ${typeName(table)} {\n${lines.join('\n')}\n}\n`;
}

function columnType(table: CatalogueTable, column: CatalogueColumn): string {
  const read = `${baseType(table, column)}${column.isNullable ? ' | null' : ''}`;
  if (column.isGenerated) return `ColumnType<${read}, never, never>`;
  if (column.default === null || column.isNullable) return read;
  return read === 'Json' ? 'DefaultedJson' : `Generated<${read}>`;
}

function baseType(table: CatalogueTable, column: CatalogueColumn): string {
  const choices = choicesOf(table, column);
  const isArray = column.type.endsWith('[]');
  const name = column.type.replace(/\[\]$/, '').replace(/\(.*\)/, '');
  const type = TYPES[name];
  assert(
    type,
    `column ${qualified(table)}.${column.name} has the type ${column.type}, which table-types.ts does not know`,
  );
  // Nothing in the catalogue says whether an array of numbers has gaps; judgements have them where nothing is known.
  if (isArray) return type === 'number' ? '(number | null)[]' : `${type}[]`;
  return choices ?? type;
}

/** `check (kind in ('company', 'person'))` is a union of those texts. */
function choicesOf(table: CatalogueTable, column: CatalogueColumn): string | null {
  const checks = table.constraints.filter(({ kind, columns }) => kind === 'check' && columns.join() === column.name);
  for (const { definition } of checks) {
    const list = /^CHECK \(\(\w+ = ANY \(ARRAY\[((?:'[^']*'::text(?:, )?)+)\]\)\)\)$/.exec(definition)?.[1];
    if (list) return list.replaceAll('::text', '').replaceAll(', ', ' | ');
  }
  return null;
}

function typeName(table: CatalogueTable): string {
  const words = qualified(table).split(/[._]/);
  return `${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Table`;
}

function schemaFile(tables: readonly CatalogueTable[], entries: readonly TableEntry[]): string {
  const moduleOf = new Map(entries.map(({ table, module }) => [table, module]));
  const byModule = Map.groupBy(
    tables.filter((table) => moduleOf.has(qualified(table))),
    (table) => moduleOf.get(qualified(table)) ?? '',
  );
  const imports = [...byModule.keys()].sort().map((module) => {
    const names = (byModule.get(module) ?? []).map(typeName).sort();
    return `import type { ${names.join(', ')} } from './${module}.ts';`;
  });
  const lines = tables
    .filter((table) => moduleOf.has(qualified(table)))
    .map((table) => `  ${table.schema === 'public' ? table.name : `'${qualified(table)}'`}: ${typeName(table)};`);
  return `${HEAD}\n${imports.join('\n')}\n\n/** Every table of the database, for Kysely. */\nexport interface Schema {\n${lines.join('\n')}\n}\n`;
}
