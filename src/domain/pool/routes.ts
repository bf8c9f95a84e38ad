import { z } from 'zod';
import { route } from '../../http/route.ts';
import { claimCustomer, listCandidates, listPool, releaseCustomer } from './pool.ts';

const person = z.object({ id: z.uuid(), name: z.string() });

const pooledReply = z.object({
  publicId: z.uuid(),
  name: z.string(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  amountYear: z.int().nullable(),
  lastOrderOn: z.iso.date().nullable(),
  lastOwner: person.nullable(),
  protectedUntil: z.date().nullable(),
});

const candidateReply = z.object({
  publicId: z.uuid(),
  name: z.string(),
  region: z.string().nullable(),
  owner: person.nullable(),
  lastOrderOn: z.iso.date().nullable(),
});

export const poolRoutes = [
  route({
    method: 'GET',
    path: '/api/pool',
    permission: 'customers.claim',
    summary: 'Customers without an owner (公海), the largest first, with who may claim them from when',
    reply: z.object({ items: z.array(pooledReply) }),
    handle: async ({ db, act }) => ({ items: await listPool(db, act.at) }),
  }),
  route({
    method: 'POST',
    path: '/api/pool-claims',
    permission: 'customers.claim',
    summary: 'Takes a customer out of the pool: it becomes one’s own',
    body: z.strictObject({ publicId: z.uuid() }),
    handle: ({ db, act, principal, body }) =>
      db.transaction().execute((trx) => claimCustomer(trx, act, principal.memberId, body.publicId)),
  }),
  route({
    method: 'GET',
    path: '/api/pool-candidates',
    permission: 'customers.write',
    summary: 'Owned customers that the plan’s rule would let go; each is released by hand',
    reply: z.object({ items: z.array(candidateReply) }),
    handle: async ({ db, act, scope }) => ({ items: await listCandidates(db, scope, act.at) }),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/pool-releases',
    permission: 'customers.write',
    customer: true,
    summary: 'Gives a customer to the pool, with a reason; never one that buys or has an open warning',
    body: z.strictObject({ reason: z.string().trim().min(2).max(500) }),
    handle: ({ db, act, customerId, body }) =>
      db.transaction().execute((trx) => releaseCustomer(trx, act, customerId, body.reason)),
  }),
];
