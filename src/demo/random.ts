/**
 * Seeded chance: the same seed and label give the same numbers on every machine and in every release of Node.
 * Each customer draws from a stream of their own, so a change in one story leaves the others as they were.
 */
export class Random {
  readonly #state: Uint32Array;

  /** A stream named by `label`; streams with different labels are independent for our purposes. */
  constructor(seed: number, label: string) {
    this.#state = spread(hash(label) ^ Math.imul(seed, 0x9e3779b1));
  }

  /** A number in [0, 1), from xoshiro128** (Blackman and Vigna 2018, public domain). */
  uniform(): number {
    const state = this.#state;
    const result = Math.imul(rotateLeft(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotateLeft(state[3], 11);
    return result / 0x1_0000_0000;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** A whole number from low to high, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  pick<Item>(list: readonly Item[]): Item {
    if (list.length === 0) throw new Error('nothing to pick from');
    return list[Math.floor(this.uniform() * list.length)];
  }

  /** One of the entries, each with a chance proportional to its weight. */
  weighted<Item>(entries: readonly (readonly [Item, number])[]): Item {
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
    let left = this.uniform() * total;
    for (const [item, weight] of entries) {
      left -= weight;
      if (left < 0) return item;
    }
    return entries[entries.length - 1][0];
  }

  shuffled<Item>(list: readonly Item[]): Item[] {
    const copy = [...list];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = this.integer(0, last);
      [copy[last], copy[other]] = [copy[other], copy[last]];
    }
    return copy;
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Gamma-distributed, given by its mean and its coefficient of variation (≤ 1), after Marsaglia and Tsang 2000. */
  gamma(mean: number, variation: number): number {
    const shape = 1 / (variation * variation);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (let attempt = 0; attempt < 1000; attempt += 1) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v))
        return (d * v * mean) / shape;
    }
    throw new Error('the gamma sampler accepted nothing in 1000 attempts');
  }
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}

/** Four well-mixed words from one, by splitmix32. */
function spread(seed: number): Uint32Array {
  const words = new Uint32Array(4);
  let value = seed | 0;
  for (let index = 0; index < 4; index += 1) {
    value = (value + 0x9e3779b9) | 0;
    let mixed = value ^ (value >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    words[index] = mixed ^ (mixed >>> 15);
  }
  return words;
}
