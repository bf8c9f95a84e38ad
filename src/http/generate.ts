import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { openapiText } from './openapi.ts';
import type { Route } from './route.ts';

/**
 * Writes the API's description to a file (`openapi.json`), or with `check` only compares.
 * Returns whether the file already said exactly this.
 */
export function generateOpenapi(routes: readonly Route[], file: string, check: boolean): boolean {
  const text = openapiText(routes);
  const isSame = existsSync(file) && readFileSync(file, 'utf8') === text;
  if (!isSame && !check) writeFileSync(file, text);
  return isSame;
}
