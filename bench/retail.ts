import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli, withFolder } from './program.ts';

const DATA = fileURLToPath(new URL('../../shared/data/online-retail/', import.meta.url));

/** Half a million real order lines: imported, imported again, judged. Null, with a word, where the data is not there. */
export async function retail(): Promise<Record<string, number> | null> {
  if (!existsSync(DATA)) {
    console.error('retail: skipped, the data of UCI Online Retail is not beside the checkout');
    return null;
  }
  const files = readdirSync(DATA)
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .map((name) => join(DATA, name));
  return withFolder(async (folder) => {
    const data = ['--data', join(folder, 'data'), '--json'];
    const load = ['import', 'orders', ...files, '--map', 'examples/online-retail.map.yaml', ...data];
    const first = await runCli(load);
    const again = await runCli(load);
    const judged = await runCli(['score', '--as-of', '2011-12-10', ...data]);
    const receipt = await runCli(['explain', '17850', '--as-of', '2011-12-10', ...data]);
    const { rowsRead } = JSON.parse(first.output) as { rowsRead: number };
    return {
      importSeconds: first.seconds,
      importRowsPerSecond: Math.round(rowsRead / first.seconds),
      importAgainSeconds: again.seconds,
      scoreSeconds: judged.seconds,
      scoreInsideSeconds: (JSON.parse(judged.output) as { seconds: number }).seconds,
      explainSeconds: receipt.seconds,
    };
  });
}
