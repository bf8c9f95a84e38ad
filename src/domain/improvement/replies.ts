import { z } from 'zod';

/** A member of ours; null: the program itself. */
export const person = z.object({ id: z.uuid(), name: z.string() }).nullable();

const ENDINGS = ['activated', 'refused', 'withdrawn', 'overtaken', 'failed'] as const;
export const requestStates = z.enum(['awaiting_approval', 'scheduled', ...ENDINGS]);

export const requestReply = z.object({
  id: z.uuid(),
  version: z.int(),
  versionName: z.string(),
  reason: z.string(),
  rollback: z.boolean(),
  at: z.date().nullable(),
  askedAt: z.date(),
  askedBy: person,
  overVersion: z.int().nullable(),
  state: requestStates,
  approval: z.object({ by: person, at: z.date(), note: z.string() }).nullable(),
  ending: z.object({ kind: z.enum(ENDINGS), by: person, at: z.date(), reason: z.string() }).nullable(),
  mayApprove: z.boolean(),
});

export const versionReply = z.object({
  version: z.int(),
  name: z.string(),
  author: person,
  createdAt: z.date(),
  reason: z.string(),
  basedOn: z.int().nullable(),
  state: z.enum(['draft', 'awaiting_approval', 'scheduled', 'in_force', 'replaced']),
  inForceSince: z.date().nullable(),
  request: requestReply.nullable(),
});

export const activationReply = z.object({
  version: z.int(),
  name: z.string(),
  at: z.date(),
  by: person,
  reason: z.string(),
  rollback: z.boolean(),
  request: z.object({ id: z.uuid(), askedBy: person, approvedBy: person }).nullable(),
});

const said = z.object({ zh: z.string(), en: z.string() });
const pieces = z.array(z.object({ text: z.string(), changed: z.boolean() }));

export const changeReply = z.object({
  part: z.enum([
    ...(['tier', 'scheme', 'rfm', 'indicator', 'health', 'new_customer', 'stage', 'segment', 'warning'] as const),
    ...(['badge', 'tag', 'insight', 'setting'] as const),
  ]),
  kind: z.enum(['added', 'removed', 'changed', 'renamed', 'moved']),
  path: z.string(),
  key: z.string().nullable(),
  name: said,
  field: said.nullable(),
  before: said.nullable(),
  after: said.nullable(),
  pieces: z.object({ before: pieces, after: pieces }).nullable(),
  zh: z.string(),
  en: z.string(),
});

export const problemReply = z.object({
  line: z.int(),
  column: z.int(),
  length: z.int(),
  path: z.string(),
  code: z.string(),
  word: z.string().nullable(),
  nearest: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
});

const customer = z.object({ publicId: z.uuid(), name: z.string(), externalId: z.string().nullable() }).nullable();
const bands = z.array(
  z.object({
    tier: z.string().nullable(),
    name: said,
    red: z.int(),
    yellow: z.int(),
    green: z.int(),
    unknown: z.int(),
  }),
);
const work = z.object({ warnings: z.int(), minutes: z.number() });

const dryRunResult = z.object({
  asOf: z.iso.date(),
  against: z.int(),
  customers: z.int(),
  seconds: z.number(),
  changes: z.array(changeReply),
  bands: z.object({ before: bands, after: bands }),
  counts: z.object({
    customers: z.int(),
    tier: z.object({ up: z.int(), down: z.int(), other: z.int() }),
    colour: z.object({ better: z.int(), worse: z.int(), other: z.int(), later: z.int() }),
    stage: z.int(),
    schemes: z.record(z.string(), z.int()),
    segments: z.record(z.string(), z.object({ joins: z.int(), leaves: z.int() })),
  }),
  moves: z.array(
    z.object({
      kind: z.enum(['tier', 'scheme', 'colour', 'stage', 'segment']),
      key: z.string().nullable(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      direction: z.enum(['up', 'down', 'other']),
      on: z.iso.date().nullable(),
      customer,
      amountYear: z.int(),
    }),
  ),
  names: z.record(z.string(), said),
  indicators: z.array(
    z.object({
      key: z.string(),
      name: said,
      customers: z.int(),
      meanChange: z.number().nullable(),
      largest: z.array(z.object({ customer, before: z.number(), after: z.number() })),
    }),
  ),
  warnings: z.array(
    z.object({
      key: z.string(),
      name: said,
      level: z.int(),
      minutes: z.number(),
      before: z.int(),
      after: z.int(),
      raised: z.int(),
      cleared: z.int(),
      raisedMinutes: z.number(),
      items: z.array(z.object({ customer, kind: z.enum(['raised', 'cleared']) })),
      perMonth: z.object({ before: z.int(), after: z.int() }),
    }),
  ),
  warningsRaised: z.int(),
  warningsCleared: z.int(),
  minutes: z.number(),
  perMonth: z.object({ days: z.int(), sampled: z.int(), customers: z.int(), before: work, after: work }),
});

export const dryRunReply = z.object({
  id: z.uuid(),
  version: z.int().nullable(),
  state: z.enum(['running', 'finished', 'failed']),
  askedAt: z.date(),
  progress: z.object({ done: z.int(), total: z.int() }),
  result: dryRunResult.nullable(),
  failure: z.string().nullable(),
});
