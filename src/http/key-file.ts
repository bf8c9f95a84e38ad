import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'key';
const KEY_BYTES = 32;

/**
 * The key that signs cookies: read from `key` in the data folder, made there at first start, readable by its owner only.
 * Two processes that start at once agree: only one makes the file.
 */
export function readKey(folder: string): string {
  const file = join(folder, FILE);
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(KEY_BYTES).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
