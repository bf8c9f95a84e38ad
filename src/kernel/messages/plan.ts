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
  plan_base_stale: {
    kind: 'conflict',
    zh: '{author}在此期间保存了第 {version} 版。请先看两者的差别，再决定是否保存您的版本。',
    en: '{author} has saved version {version} in the meantime. Look at the difference first, then save yours if you still want to.',
  },
  plan_in_force_already: {
    kind: 'conflict',
    zh: '第 {version} 版已经在运行，无需启用。',
    en: 'Version {version} is in force already; nothing has to be done.',
  },
  plan_request_open: {
    kind: 'conflict',
    zh: '第 {version} 版已有一个未完成的启用申请。请先处理或撤回它。',
    en: 'Somebody has asked for version {version} already. Decide on that request or withdraw it first.',
  },
  plan_request_unknown: {
    kind: 'not_found',
    zh: '没有这个启用申请。请在方案页查看已有的申请。',
    en: 'There is no such request. The plan page lists the requests there are.',
  },
  plan_request_ended: {
    kind: 'conflict',
    zh: '第 {version} 版的启用申请已经结束，不能再更改。',
    en: 'The request for version {version} has ended and cannot be changed any more.',
  },
  plan_time_past: {
    kind: 'invalid',
    zh: '启用时间已经过去。请选择将来的时间，或立即启用。',
    en: 'The time of activation has passed. Choose one in the future, or activate at once.',
  },
  plan_never_in_force: {
    kind: 'conflict',
    zh: '第 {version} 版从未运行过，不能回退到它；请改用启用。',
    en: 'Version {version} was never in force, so nobody can roll back to it; activate it instead.',
  },
  plan_nothing_before: {
    kind: 'conflict',
    zh: '在现行版本之前没有运行过别的版本，无法回退。',
    en: 'No other version was in force before this one, so there is nothing to roll back to.',
  },
  plan_no_approval_needed: {
    kind: 'conflict',
    zh: '第 {version} 版的启用申请不需要批准，或已经批准。',
    en: 'The request for version {version} needs no approval, or has one.',
  },
  plan_own_approval: {
    kind: 'forbidden',
    zh: '现行方案要求两人复核：编写或申请第 {version} 版的人不能自己批准。请另一位有批准权的同事处理。',
    en: 'The plan in force asks for two persons: who wrote version {version} or asked for it cannot approve it. Ask a colleague who may.',
  },
  plan_dry_run_unknown: {
    kind: 'not_found',
    zh: '没有这次试算：结果只保留一天，且只有发起人能看。请重新试算。',
    en: 'There is no such dry run: results are kept for a day, for who asked. Try it again.',
  },
} as const satisfies Catalogue;
