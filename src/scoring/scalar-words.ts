import type { NumberOf, Word } from './word.ts';

/** Words that compute with numbers. */
export const scalarWords: readonly Word[] = [
  {
    name: 'scale',
    parameters: ['number', 'number', 'number'],
    required: 3,
    returns: 'number',
    zh: '线性换算成 0–100 分：第二个数得 0 分，第三个数得 100 分',
    en: '0–100 points in a straight line: 0 at the second number, 100 at the third',
    example: "scale(spend('365d'), 0, 10000000) >= 50",
    isMeasure: false,
    make: (call) => {
      const [value, bad, good] = [call.number(0), call.number(1), call.number(2)];
      return (view) => linearPoints(value(view), bad(view), good(view));
    },
  },
  {
    name: 'log_scale',
    parameters: ['number', 'number', 'number'],
    required: 3,
    returns: 'number',
    zh: '按对数换算成 0–100 分（三个数都要大于 0，否则 0 分）',
    en: '0–100 points on a logarithmic scale; a value of 0 or less has 0',
    example: "log_scale(spend('365d'), 50000, 10000000) >= 50",
    isMeasure: false,
    make: (call) => {
      const [value, bad, good] = [call.number(0), call.number(1), call.number(2)];
      return (view) => logPoints(value(view), bad(view), good(view));
    },
  },
  two('min', '两数中较小的', 'the smaller of two', "min(count('order'), 5) == 5", Math.min),
  two('max', '两数中较大的', 'the larger of two', "max(1, occasions('order', '180d')) >= 5", Math.max),
  {
    name: 'abs',
    parameters: ['number'],
    required: 1,
    returns: 'number',
    zh: '绝对值',
    en: 'absolute value',
    example: 'abs(-3) == 3',
    isMeasure: false,
    make: (call) => {
      const value = call.number(0);
      return (view) => Math.abs(value(view));
    },
  },
  {
    name: 'known',
    parameters: ['any'],
    required: 1,
    returns: 'boolean',
    zh: '是否已知',
    en: 'whether the value is known',
    example: "known(gap80('order'))",
    isMeasure: false,
    make: (call) => {
      const value = call.any(0);
      if (value.type === 'text') return (view) => (value.run(view) === null ? 0 : 1);
      return (view) => (Number.isNaN(value.run(view)) ? 0 : 1);
    },
  },
  {
    name: 'or_else',
    parameters: ['number', 'number'],
    required: 2,
    returns: 'number',
    zh: '第一个数；未知时用第二个',
    en: 'the first number, or the second where it is unknown',
    example: "or_else(points('stability'), 50) >= 50",
    isMeasure: false,
    make: (call) => {
      const [value, otherwise] = [call.number(0), call.number(1)];
      return (view) => {
        const known = value(view);
        return Number.isNaN(known) ? otherwise(view) : known;
      };
    },
  },
  {
    name: 'unknown',
    parameters: [],
    required: 0,
    returns: 'number',
    zh: '未知',
    en: 'unknown, to leave something out under a condition',
    example: "(gaps('order') >= 3 ? silence_ratio('order') : unknown()) >= 1.5",
    isMeasure: false,
    make: () => () => Number.NaN,
  },
];

/** 0 at `bad`, 100 at `good`, linear between and cut at both ends; NaN stays NaN. */
export function linearPoints(value: number, bad: number, good: number): number {
  if (good === bad) return Number.NaN;
  return Math.min(100, Math.max(0, (100 * (value - bad)) / (good - bad)));
}

function logPoints(value: number, bad: number, good: number): number {
  if (!(bad > 0 && good > 0)) return Number.NaN;
  if (value <= 0) return linearPoints(good > bad ? bad : good, bad, good);
  return linearPoints(Math.log(value), Math.log(bad), Math.log(good));
}

function two(
  name: string,
  zh: string,
  en: string,
  example: string,
  compute: (left: number, right: number) => number,
): Word {
  return {
    name,
    parameters: ['number', 'number'],
    required: 2,
    returns: 'number',
    zh,
    en,
    example,
    isMeasure: false,
    make: (call): NumberOf => {
      const [left, right] = [call.number(0), call.number(1)];
      return (view) => compute(left(view), right(view));
    },
  };
}
