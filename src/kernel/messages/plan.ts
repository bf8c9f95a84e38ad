import type { Catalogue } from './message.ts';

/** The plan file as a whole; the mistakes inside it are problems with a place, see `plan/problem.ts`. */
export const planMessages = {
  plan_invalid: {
    kind: 'invalid',
    zh: '方案有 {count} 处错误，第一处在第 {line} 行第 {column} 列：{message}',
    en: 'The plan has {count} mistakes, the first in line {line}, column {column}: {message}',
  },
  plan_too_large: {
    kind: 'too_large',
    zh: '方案文件有 {size} 个字符，上限是 {limit}。',
    en: 'The plan file has {size} characters, the limit is {limit}.',
  },
} as const satisfies Catalogue;
