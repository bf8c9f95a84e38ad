import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, pageQuery } from '../../kernel/pages.ts';
import { natures, severities } from './complaint.ts';
import { listComplaints, openComplaint, readComplaint, reopenComplaint, resolveComplaint } from './complaints.ts';

const SENTENCE_MAX = 4_000;
const sentence = z.string().trim().min(1).max(SENTENCE_MAX);
const person = z.object({ id: z.uuid(), name: z.string() });
const complaintParams = z.strictObject({ publicId: z.uuid(), id: z.uuid() });

const complaintReply = z.object({
  id: z.uuid(),
  externalId: z.string().nullable(),
  nature: z.enum(natures),
  severity: z.enum(severities),
  summary: z.string(),
  contact: person.nullable(),
  openedAt: z.date(),
  openedBy: person.nullable(),
  state: z.enum(['open', 'resolved', 'confirmed']),
  resolutions: z
    .array(
      z.object({
        solution: z.string(),
        confirmed: z.boolean(),
        resolvedAt: z.date(),
        resolvedBy: person.nullable(),
      }),
    )
    .readonly(),
  reopenings: z.array(z.object({ reason: z.string(), reopenedAt: z.date(), reopenedBy: person.nullable() })).readonly(),
});

export const complaintRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/complaints',
    permission: 'complaints.read',
    customer: true,
    summary: 'Complaints of the customer, newest first',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
      offset: z.coerce.number().int().min(0).optional(),
    }),
    reply: z.object({ items: z.array(complaintReply), total: z.int() }),
    handle: async ({ customerId, query, db }) => {
      const { items, total } = await listComplaints(db, customerId, pageQuery(query));
      return { items: [...items], total };
    },
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/complaints',
    permission: 'complaints.write',
    customer: true,
    summary: 'Opens a complaint',
    body: z.strictObject({
      nature: z.enum(natures),
      severity: z.enum(severities),
      summary: sentence,
      contactId: z.uuid().nullish(),
    }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await openComplaint(trx, act, customerId, body) })),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/complaints/:id',
    permission: 'complaints.read',
    customer: true,
    summary: 'One complaint with all that became of it',
    params: complaintParams,
    reply: complaintReply,
    handle: ({ customerId, params, db }) => readComplaint(db, customerId, params.id),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/complaints/:id/resolutions',
    permission: 'complaints.write',
    customer: true,
    summary: 'Resolves a complaint, or says that the customer confirmed it',
    params: complaintParams,
    body: z.strictObject({ solution: sentence, confirmed: z.boolean() }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => resolveComplaint(trx, act, customerId, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/complaints/:id/reopenings',
    permission: 'complaints.write',
    customer: true,
    summary: 'Opens a resolved complaint again',
    params: complaintParams,
    body: z.strictObject({ reason: sentence }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => reopenComplaint(trx, act, customerId, params.id, body.reason)),
  }),
];
