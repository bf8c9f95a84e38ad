import { z } from 'zod';
import { route } from '../../http/route.ts';
import { agreeTerm, approveTerm, dayOf, listTerms, proposeTerm, refuseTerm, termKinds } from './receivables.ts';

const DAYS_MAX = 730;
const REASON_MAX = 500;
const ofCustomer = z.strictObject({ publicId: z.uuid(), id: z.uuid() });
const person = z.object({ id: z.uuid(), name: z.string() });
const made = z.object({ id: z.uuid() });

const wanted = z.strictObject({
  kind: z.enum(termKinds),
  days: z.int().min(0).max(DAYS_MAX),
  retentionPercent: z.number().min(0).max(100).multipleOf(0.01).optional(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().nullish(),
  movesOpen: z.boolean().optional(),
  reason: z.string().trim().min(1).max(REASON_MAX),
});

const term = z.object({
  id: z.uuid(),
  kind: z.enum(termKinds),
  days: z.int(),
  retentionPercent: z.number(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().nullable(),
  movesOpen: z.boolean(),
  reason: z.string(),
  state: z.enum(['proposed', 'approved', 'refused']),
  inForce: z.boolean(),
  proposedAt: z.date(),
  proposedBy: person.nullable(),
  decidedAt: z.date().nullable(),
  decidedBy: person.nullable(),
});

export const termRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/terms',
    permission: 'receivables.read',
    customer: true,
    summary: 'All terms of payment of the customer, proposed, in force or over, the latest first',
    reply: z.object({ items: z.array(term) }),
    handle: async ({ customerId, db, act }) => ({ items: await listTerms(db, customerId, await dayOf(db, act.at)) }),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/terms',
    permission: 'receivables.write',
    customer: true,
    summary: 'Agrees terms that hold from their day on',
    body: wanted,
    reply: made,
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await agreeTerm(trx, act, customerId, body) })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/term-proposals',
    permission: 'customers.write',
    customer: true,
    summary: 'Asks credit control for other terms',
    body: wanted,
    reply: made,
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await proposeTerm(trx, act, customerId, body) })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/term-proposals/:id/approvals',
    permission: 'receivables.write',
    customer: true,
    summary: 'Approves proposed terms; open receivables move where the proposal says so',
    params: ofCustomer,
    handle: ({ customerId, params, act, db }) =>
      db.transaction().execute((trx) => approveTerm(trx, act, customerId, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/term-proposals/:id/refusals',
    permission: 'receivables.write',
    customer: true,
    summary: 'Refuses proposed terms',
    params: ofCustomer,
    handle: ({ customerId, params, act, db }) =>
      db.transaction().execute((trx) => refuseTerm(trx, act, customerId, params.id)),
  }),
];
