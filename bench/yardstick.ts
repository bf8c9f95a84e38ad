import { createHash } from 'node:crypto';

const BYTES = 64 * 1024 * 1024;
const NUMBERS = 2_000_000;

/**
 * Seconds that a fixed piece of work takes on this machine now: hashing and sorting, on one core. Figures are reported
 * beside it, so that a slow hour or a slow machine does not look like a slow program.
 */
export function yardstick(): number {
  const started = performance.now();
  createHash('sha256').update(Buffer.alloc(BYTES, 7)).digest('hex');
  const numbers = new Float64Array(NUMBERS);
  let seed = 1;
  for (let index = 0; index < NUMBERS; index++) {
    seed = (seed * 48_271) % 2_147_483_647;
    numbers[index] = seed;
  }
  numbers.sort();
  return (performance.now() - started) / 1000;
}
