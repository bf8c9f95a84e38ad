import type { Catalogue } from './message.ts';

/** The plan file as a whole; the mistakes inside it are problems with a place, see `plan/problem.ts`. */
export const planMessages = {
  plan_invalid: {
    kind: 'invalid',
    zh: '方案有 {count} 处错误，第一处在第 {line} 行第 {column} 列：{zh}',
    en: 'The plan has {count} mistakes, the first in line {line}, column {column}: {en}',
  },
  plan_too_large: {
    kind: 'too_large',
    zh: '方案文件有 {size} 个字符，上限是 {limit}。',
    en: 'The plan file has {size} characters, the limit is {limit}.',
  },
  plan_not_ready_made: {
    kind: 'not_found',
    zh: '没有名为 {name} 的现成方案，可用的有：{known}。',
    en: 'There is no ready-made plan {name}; there are: {known}.',
  },
  plan_missing: {
    kind: 'not_found',
    zh: '还没有启用任何方案。请先启用一个：npm run cli -- plan activate plans/building-materials.yaml',
    en: 'No plan is in force yet. Activate one first: npm run cli -- plan activate plans/building-materials.yaml',
  },
  plan_version_unknown: {
    kind: 'not_found',
    zh: '没有第 {version} 版方案。请在方案页查看已有的版本。',
    en: 'There is no plan version {version}. The plan page lists the versions there are.',
  },
  segment_invalid: {
    kind: 'invalid',
    zh: '客群的条件在第 {line} 行第 {column} 列有误：{zh}',
    en: 'The condition of the segment is wrong in line {line}, column {column}: {en}',
  },
  segment_unknown: {
    kind: 'not_found',
    zh: '没有客群 {key}，可能已停用。请回到客群列表查看。',
    en: 'There is no segment {key}; it may have been withdrawn. See the list of segments.',
  },
  segment_in_use: {
    kind: 'conflict',
    zh: '客群“{name}”还被“{by}”引用。请先修改或停用那一个。',
    en: 'The segment “{name}” is part of “{by}”. Change or withdraw that one first.',
  },
  segments_used_up: {
    kind: 'too_large',
    zh: '自建客群最多 {limit} 个（含停用的）。请修改已有的客群。',
    en: 'There can be {limit} segments of your own, the withdrawn ones included. Change one that exists.',
  },
} as const satisfies Catalogue;
