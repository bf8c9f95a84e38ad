import { readFileSync } from 'node:fs';

const PLANS = new URL('../../plans/', import.meta.url);

/** The text of a ready-made plan of `plans/`. */
export function planText(name: 'building-materials' | 'retail'): string {
  return readFileSync(new URL(`${name}.yaml`, PLANS), 'utf8');
}
