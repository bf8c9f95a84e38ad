import { join } from 'node:path';
import { startAndStop, withFolder } from './program.ts';

/** From the command to `ready`: the first time with the demo company, and again. Packages and web app are there. */
export function starting(): Promise<Record<string, number>> {
  return withFolder(async (folder) => {
    const args = ['--data', join(folder, 'data')];
    const first = await startAndStop(args);
    const second = await startAndStop(args);
    return { firstStartSeconds: first.ready, secondStartSeconds: second.ready, stopSeconds: second.stop };
  });
}
