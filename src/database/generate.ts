import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { readOtherObjects, readTables } from './catalogue.ts';
import { tables as entries } from './classes.ts';
import { migrate } from './migrate.ts';
import { schemaText } from './schema-text.ts';
import { startScratch } from './scratch.ts';
import { tableTypes } from './table-types.ts';

const HERE = import.meta.dirname;

/** What the generated files should hold, by path under src/database, read from a migrated database. */
export async function generatedFiles(url: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await readTables(client);
    const files = new Map([['schema.sql', schemaText(tables, await readOtherObjects(client))]]);
    for (const [name, text] of tableTypes(tables, entries)) files.set(join('tables', name), text);
    return files;
  } finally {
    await client.end();
  }
}

/** The paths of generated files that differ from the given ones, are missing, or should not be there. */
export function differences(files: ReadonlyMap<string, string>): string[] {
  const wrong = [...files].filter(([path, text]) => readIfThere(path) !== text).map(([path]) => path);
  return [...wrong, ...superfluous(files)].sort();
}

function readIfThere(path: string): string | null {
  const file = join(HERE, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function superfluous(files: ReadonlyMap<string, string>): string[] {
  const folder = join(HERE, 'tables');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join('tables', name))
    .filter((path) => !files.has(path));
}

function write(files: ReadonlyMap<string, string>): void {
  for (const path of superfluous(files)) rmSync(join(HERE, path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(HERE, path)), { recursive: true });
    writeFileSync(join(HERE, path), text);
  }
}

/** `node src/database/generate.ts [--check]`: writes the files, or exits 1 naming those that differ. */
async function main(isCheck: boolean): Promise<void> {
  const scratch = await startScratch();
  try {
    const url = await scratch.createDatabase('generate');
    await migrate(url, { at: new Date(0) });
    const files = await generatedFiles(url);
    const wrong = differences(files);
    if (!isCheck) write(files);
    else if (wrong.length > 0) process.exitCode = 1;
    for (const path of wrong) process.stdout.write(`${isCheck ? 'differs' : 'written'}: src/database/${path}\n`);
    if (isCheck && wrong.length > 0) process.stdout.write('Run npm run generate and commit what it writes.\n');
  } finally {
    await scratch.stop();
  }
}

if (import.meta.main) await main(process.argv.includes('--check'));
