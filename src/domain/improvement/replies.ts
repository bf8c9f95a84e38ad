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
