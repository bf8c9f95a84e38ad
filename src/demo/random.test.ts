import { expect, test } from 'vitest';
import { Random } from './random.ts';

const SEED = 11;

function many(count: number, draw: () => number): { mean: number; deviation: number } {
  const numbers = Array.from({ length: count }, draw);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / count;
  const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / count;
  return { mean, deviation: Math.sqrt(variance) };
}

test('the same seed and label give the same numbers, another label others', () => {
  const draw = (seed: number, label: string) => {
    const random = new Random(seed, label);
    return Array.from({ length: 5 }, () => random.uniform());
  };
  expect(draw(SEED, 'a')).toEqual(draw(SEED, 'a'));
  expect(draw(SEED, 'a')).not.toEqual(draw(SEED, 'b'));
  expect(draw(SEED, 'a')).not.toEqual(draw(SEED + 1, 'a'));
});

test('uniform, normal and gamma have the moments they claim', () => {
  const random = new Random(SEED, 'moments');
  const uniform = many(20_000, () => random.uniform());
  const normal = many(20_000, () => random.normal());
  const gamma = many(20_000, () => random.gamma(30, 0.35));
  expect(uniform.mean).toBeCloseTo(0.5, 1);
  expect(uniform.deviation).toBeCloseTo(Math.sqrt(1 / 12), 1);
  expect(normal.mean).toBeCloseTo(0, 1);
  expect(normal.deviation).toBeCloseTo(1, 1);
  expect(gamma.mean).toBeGreaterThan(29.5);
  expect(gamma.mean).toBeLessThan(30.5);
  expect(gamma.deviation / gamma.mean).toBeCloseTo(0.35, 1);
});

test('whole numbers reach both ends and weights are kept', () => {
  const random = new Random(SEED, 'ends');
  const numbers = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)));
  expect(numbers).toEqual(new Set([3, 4, 5, 6]));
  const often = many(10_000, () =>
    random.weighted([
      [1, 3],
      [0, 1],
    ] as const),
  );
  expect(often.mean).toBeGreaterThan(0.72);
  expect(often.mean).toBeLessThan(0.78);
});

test('shuffling keeps every item', () => {
  const list = Array.from({ length: 50 }, (_, index) => index);
  expect(new Random(SEED, 'shuffle').shuffled(list).sort((first, second) => first - second)).toEqual(list);
});
