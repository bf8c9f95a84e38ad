import { readFileSync } from 'node:fs';

/** The plans that come with the program: files of the folder `plans/`. */
export const READY_MADE = ['building-materials', 'retail'] as const;
export type ReadyMade = (typeof READY_MADE)[number];

const FOLDER = new URL('../../../plans/', import.meta.url);

/** The text of a ready-made plan. */
export function readyMadeText(name: ReadyMade): string {
  return readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8');
}
