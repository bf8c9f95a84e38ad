// Files that programs of ours write and that are checked in, so that a change of them is a visible diff.
import fs from 'node:fs';
import path from 'node:path';
import { bare, collect, root, run } from './processes.ts';

/** In the order they run: each may read what the ones before it wrote. */
const generators = [
  { script: 'src/database/generate.ts', writes: ['src/database/schema.sql', 'src/database/tables'] },
  { script: 'src/contract.ts', writes: ['openapi.json', 'src/client/api.generated.ts', 'plans/plan.schema.json'] },
];

/** Writes all generated files anew; answers the exit code. */
export async function generate(): Promise<number> {
  for (const { script } of generators) {
    const code = await run([script], bare({}));
    if (code !== 0) return code;
  }
  return 0;
}

/** Runs the generators and puts the files back as they were, so that a test never changes the tree. */
export async function generatedUnchanged(): Promise<string | undefined> {
  const before = generatedBytes();
  for (const { script } of generators) {
    const { code, output } = await collect([script], bare({}));
    if (code !== 0) return `${script} ended with ${code}\n${output}`;
  }
  const after = generatedBytes();
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file)?.compare(after.get(file) ?? Buffer.alloc(0)) !== 0,
  );
  for (const file of changed) restore(file, before.get(file));
  if (changed.length === 0) return undefined;
  return `Not as generated: ${changed.join(', ')}. Run \`npm run generate\`, read the diff, commit it.`;
}

function generatedBytes(): Map<string, Buffer> {
  const files = generators.flatMap(({ writes }) => writes.flatMap((name) => filesBelow(path.join(root, name))));
  return new Map(files.map((file) => [path.relative(root, file), fs.readFileSync(file)]));
}

function filesBelow(name: string): string[] {
  if (!fs.existsSync(name)) return [];
  if (fs.statSync(name).isFile()) return [name];
  return fs.readdirSync(name).flatMap((child) => filesBelow(path.join(name, child)));
}

function restore(file: string, bytes: Buffer | undefined): void {
  if (bytes) fs.writeFileSync(path.join(root, file), bytes);
  else fs.rmSync(path.join(root, file));
}
