import type { CatalogueColumn, CatalogueTable } from './catalogue.ts';

const HEAD = `-- The schema as it is after all migrations. Written by src/database/generate.ts from PostgreSQL's catalogue;
-- change a migration and run \`npm run generate\`, never this file. The queue's schema \`jobs\` belongs to pg-boss.
`;

/** The text of schema.sql: the other objects, then every table with its constraints, indexes, triggers and grants. */
export function schemaText(tables: readonly CatalogueTable[], others: readonly string[]): string {
  return `${[HEAD, ...others.map((text) => `${text}\n`), ...tables.map(tableText)].join('\n')}`;
}

function tableText(table: CatalogueTable): string {
  const name = table.schema === 'public' ? table.name : `${table.schema}.${table.name}`;
  const constraints = table.constraints
    .filter(({ kind }) => kind !== 'not_null')
    .map((constraint) => `constraint ${constraint.name} ${constraint.definition}`);
  const body = [...table.columns.map(columnText), ...constraints].map((line) => `  ${line}`).join(',\n');
  const indexes = table.indexes.filter((index) => !index.isConstraint).map((index) => `${index.definition};`);
  const rights = table.appRights.length > 0 ? [`grant ${table.appRights.join(', ')} on ${name} to changke_app;`] : [];
  const lines = [
    `create table ${name} (\n${body}\n);`,
    ...indexes,
    ...table.triggers.map((text) => `${text};`),
    ...rights,
  ];
  return `${lines.join('\n')}\n`;
}

function columnText(column: CatalogueColumn): string {
  return [
    column.name,
    column.type,
    column.collation === null ? '' : `collate "${column.collation}"`,
    column.isNullable ? '' : 'not null',
    column.default === null ? '' : `default ${column.default}`,
    column.isGenerated ? 'generated always' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
