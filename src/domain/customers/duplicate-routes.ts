import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, PAGE_OFFSET_MAX } from '../../kernel/pages.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { customerKinds } from './customer.ts';
import { dismissDuplicates, recordCheck } from './duplicate-acts.ts';
import { enqueueFinding } from './duplicate-jobs.ts';
import { customersLike, lastDuplicateRun, listDuplicates } from './duplicate-queries.ts';
import { duplicateReasons } from './duplicates.ts';

const TEXT_MAX = 200;
const text = z.string().trim().min(1).max(TEXT_MAX);
const reasons = z.array(z.enum(duplicateReasons));
const person = z.object({ id: z.uuid(), name: z.string() });

const member = z.object({
  publicId: z.uuid(),
  name: z.string(),
  shortName: z.string().nullable(),
  city: z.string().nullable(),
  group: z.string().nullable(),
  taxNumber: z.string().nullable(),
  address: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  externalIds: z.array(z.string()),
  owner: person.nullable(),
  contacts: z.int(),
  orders: z.int(),
  lastOrderAt: z.date().nullable(),
  createdAt: z.date(),
});

const known = z.discriminatedUnion('reach', [
  z.object({
    reach: z.literal('own'),
    publicId: z.uuid(),
    name: z.string(),
    owner: person.nullable(),
    score: z.int(),
    reasons,
  }),
  z.object({ reach: z.literal('other'), ownerName: z.string().nullable() }),
]);

export const duplicateRoutes = [
  route({
    method: 'GET',
    path: '/api/duplicates',
    permission: 'customers.merge',
    summary: 'Customers that look like one, in groups, the likeliest first',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(20),
      offset: z.coerce.number().int().min(0).max(PAGE_OFFSET_MAX).default(0),
    }),
    reply: z.object({
      items: z.array(z.object({ id: z.uuid(), score: z.int(), reasons, foundAt: z.date(), members: z.array(member) })),
      total: z.int(),
      lastRun: z.object({ startedAt: z.date(), finishedAt: z.date(), customers: z.int(), groups: z.int() }).nullable(),
    }),
    handle: async ({ db, query, scope }) => ({
      ...(await listDuplicates(db, scope, query)),
      lastRun: await lastDuplicateRun(db),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/duplicate-searches',
    permission: 'customers.merge',
    summary: 'Looks through the whole book for duplicates, soon',
    handle: ({ db, act }) =>
      db.transaction().execute(async (trx) => {
        await enqueueFinding(trx);
        await recordAudit(trx, act, { action: 'searched', subject: 'duplicates' });
      }),
  }),
  route({
    method: 'POST',
    path: '/api/duplicates/:id/dismissal',
    permission: 'customers.merge',
    summary: 'These are not the same customer: the group is not proposed again',
    params: z.strictObject({ id: z.uuid() }),
    body: z.strictObject({ reason: z.string().trim().max(TEXT_MAX).default('') }),
    handle: ({ db, params, body, scope, act }) =>
      db.transaction().execute((trx) => dismissDuplicates(trx, act, { groupId: params.id, ...body, scope })),
  }),
  route({
    method: 'POST',
    path: '/api/duplicate-checks',
    permission: 'customers.write',
    summary: 'Whether a customer somebody is about to enter is known; of one outside the scope only whose it is',
    body: z.strictObject({
      kind: z.enum(customerKinds).optional(),
      name: text.optional(),
      phone: text.optional(),
      taxNumber: text.optional(),
      address: text.optional(),
    }),
    reply: z.object({ items: z.array(known) }),
    handle: ({ db, body, scope, act }) =>
      db.transaction().execute(async (trx) => {
        const items = await customersLike(trx, body, scope);
        await recordCheck(trx, act, items.length);
        return { items };
      }),
  }),
];
