import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, PAGE_OFFSET_MAX } from '../../kernel/pages.ts';
import { WORK_ROLES } from '../../plan/plan.ts';
import {
  approveMoves,
  endOverride,
  listChanges,
  listOverrides,
  listProposals,
  overrideTier,
  refuseMoves,
  tierCard,
  tierMatrix,
} from './tiers.ts';

const REASON_MAX = 500;
const PROPOSALS_PER_DECISION_MAX = 200;

const page = {
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT),
  offset: z.coerce.number().int().min(0).max(PAGE_OFFSET_MAX).default(0),
};
const reason = z.string().trim().min(2).max(REASON_MAX);
const ids = z.array(z.uuid()).min(1).max(PROPOSALS_PER_DECISION_MAX);
const label = z.object({ key: z.string(), name: z.string(), nameEn: z.string() });
const person = z.object({ id: z.uuid(), name: z.string() });
const said = z.object({ zh: z.string(), en: z.string() });
const customer = z.object({ publicId: z.uuid(), name: z.string(), shortName: z.string().nullable() });
const direction = z.enum(['up', 'down']);
const ways = ['first', 'settled', 'automatic', 'approved', 'override', 'given', 'merged'] as const;
const mode = z.enum(['automatic', 'approved']);
const decided = z.object({ decided: z.int(), left: z.int() });

const change = z.object({
  id: z.uuid(),
  from: label.nullable(),
  to: label.nullable(),
  way: z.enum([...ways, 'kept']),
  reason: z.string(),
  said: said.nullable(),
  planVersion: z.int().nullable(),
  changedAt: z.date(),
  decidedBy: person.nullable(),
});

const proposalsReply = z.object({
  items: z.array(
    z.object({
      ...{ id: z.uuid(), customer, from: label.nullable(), to: label.nullable(), direction, said },
      ...{ since: z.iso.date(), readyOn: z.iso.date(), amountYear: z.int(), owner: person.nullable() },
    }),
  ),
  total: z.int(),
});

const overridesReply = z.object({
  items: z.array(
    z.object({
      ...{ id: z.uuid(), customer, from: label.nullable(), tier: label.nullable(), proposed: label.nullable() },
      ...{ reason: z.string(), reviewOn: z.iso.date(), isDue: z.boolean(), madeAt: z.date() },
      ...{ madeBy: person.nullable(), owner: person.nullable() },
    }),
  ),
  total: z.int(),
});

const matrixReply = z.object({
  ...{ days: z.int(), up: mode, down: mode, holdDays: z.int() },
  tiers: z.array(label.extend({ customers: z.int() })),
  moves: z.array(z.object({ from: z.string(), to: z.string(), count: z.int() })),
  counts: z.object({ ripe: z.int(), waiting: z.int(), overrides: z.int(), due: z.int() }),
  gaps: z.array(z.object({ scheme: label.nullable(), tier: label })),
});

const cardReply = z.object({
  tier: label.nullable(),
  since: z.date().nullable(),
  change: z.object({ way: z.enum(ways), reason: z.string(), said: said.nullable(), by: person.nullable() }).nullable(),
  standing: z.number().nullable(),
  isProtected: z.boolean(),
  sponsor: z.enum(WORK_ROLES).nullable(),
  review: z.enum(['monthly', 'quarterly', 'yearly']).nullable(),
  entitlements: z.array(label),
  tiers: z.array(label),
  proposal: z
    .object({
      ...{ id: z.uuid(), to: label.nullable(), direction, said, since: z.iso.date(), isRipe: z.boolean() },
      readyOn: z.iso.date(),
    })
    .nullable(),
  override: z
    .object({
      ...{ id: z.uuid(), tier: label.nullable(), reason: z.string(), reviewOn: z.iso.date(), isDue: z.boolean() },
      ...{ madeAt: z.string(), by: person.nullable() },
    })
    .nullable(),
  classes: z.array(z.object({ scheme: label, class: label.nullable() })),
  rfm: z.object({ recency: z.int(), frequency: z.int(), monetary: z.int(), class: label.nullable() }).nullable(),
  badges: z.array(label),
  insights: z.array(label.extend({ says: said, suggests: said.nullable() })),
  changes: z.array(change),
});

export const tierRoutes = [
  route({
    method: 'GET',
    path: '/api/tier-proposals',
    permission: 'tiers.read',
    summary: 'Moves that are proposed: those that wait for approval, or those that have not lasted long enough',
    query: z.strictObject({
      state: z.enum(['ripe', 'waiting']).default('ripe'),
      direction: direction.optional(),
      owner: z.uuid().optional(),
      ...page,
    }),
    reply: proposalsReply,
    handle: ({ db, scope, query: { owner: ownerId, ...query } }) => listProposals(db, { ...query, ownerId, scope }),
  }),
  route({
    method: 'POST',
    path: '/api/tier-approvals',
    permission: 'tiers.approve',
    summary: 'Approves proposed moves; those already decided are left',
    body: z.strictObject({ ids }),
    reply: decided,
    handle: ({ db, act, scope, body }) => db.transaction().execute((trx) => approveMoves(trx, act, scope, body.ids)),
  }),
  route({
    method: 'POST',
    path: '/api/tier-refusals',
    permission: 'tiers.approve',
    summary: 'Refuses proposed moves with a reason; what is still judged so begins to count anew',
    body: z.strictObject({ ids, reason }),
    reply: decided,
    handle: ({ db, act, scope, body }) => db.transaction().execute((trx) => refuseMoves(trx, act, scope, body)),
  }),
  route({
    method: 'GET',
    path: '/api/tier-overrides',
    permission: 'tiers.read',
    summary: 'What people decided about tiers against the proposals and still stands, the next due for review first',
    query: z.strictObject({ due: z.enum(['yes', 'no']).default('no'), ...page }),
    reply: overridesReply,
    handle: ({ db, act, scope, query: { due, ...query } }) =>
      listOverrides(db, act.at, { ...query, isDue: due === 'yes', scope }),
  }),
  route({
    method: 'GET',
    path: '/api/tier-changes',
    permission: 'tiers.read',
    summary: 'How tiers came to be what they are, the newest first',
    query: z.strictObject(page),
    reply: z.object({ items: z.array(change.extend({ customer })), total: z.int() }),
    handle: ({ db, scope, query }) => listChanges(db, { ...query, scope }),
  }),
  route({
    method: 'GET',
    path: '/api/tier-matrix',
    permission: 'tiers.read',
    summary:
      'From which tiers to which customers moved of late, how many wait for a word, and what the plan leaves open',
    reply: matrixReply,
    handle: ({ db, act, scope }) => tierMatrix(db, act.at, scope),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/tier',
    permission: 'tiers.read',
    customer: true,
    summary:
      'What the plan says the customer is: tier and why, what is proposed and decided, classes, badges, insights',
    reply: cardReply,
    handle: ({ db, act, customerId }) => tierCard(db, act.at, customerId),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/tier-overrides',
    permission: 'tiers.write',
    customer: true,
    summary: 'Sets or keeps a tier against what is proposed, with a reason and a day of review',
    body: z.strictObject({ tier: z.string().max(100), reason, reviewOn: z.iso.date() }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ db, act, customerId, body }) =>
      db.transaction().execute(async (trx) => ({ id: await overrideTier(trx, act, customerId, body) })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/tier-overrides/:id/endings',
    permission: 'tiers.write',
    customer: true,
    summary: 'Takes an override back after its review: what is proposed counts again',
    params: z.strictObject({ publicId: z.uuid(), id: z.uuid() }),
    body: z.strictObject({ reason }),
    handle: ({ db, act, customerId, params, body }) =>
      db.transaction().execute((trx) => endOverride(trx, act, customerId, { id: params.id, reason: body.reason })),
  }),
];
