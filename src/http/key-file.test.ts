import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKey } from './key-file.ts';

test('a key is made once, long, and readable by its owner only', () => {
  const folder = mkdtempSync(join(tmpdir(), 'changke-key-'));
  const key = readKey(join(folder, 'data'));
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(readKey(join(folder, 'data'))).toBe(key);
  expect(statSync(join(folder, 'data', 'key')).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});
