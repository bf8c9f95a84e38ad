import { z } from 'zod';
import { route } from '../../http/route.ts';
import { contactCase, endCase, threatenSupplierChange } from './warnings.ts';

const params = z.strictObject({ publicId: z.uuid(), id: z.uuid() });
const reason = z.enum(['price', 'stock_full', 'project_gap', 'cash', 'competitor', 'complaint', 'no_answer', 'other']);
const TEXT_LENGTH_MAX = 2_000;

/** The list of cases, with customers' names and colours, is overview's: it reads what lies above health. */
export const warningRoutes = [
  route({
    method: 'POST',
    path: '/api/customers/:publicId/warnings/:id/contacts',
    permission: 'warnings.handle',
    customer: true,
    summary: 'The customer was contacted: logs the contact and its reason',
    params,
    body: z.strictObject({
      reason,
      note: z.string().max(TEXT_LENGTH_MAX).optional(),
      channel: z.enum(['phone', 'wecom', 'visit']).default('phone'),
    }),
    handle: ({ db, act, customerId, params, body }) =>
      db.transaction().execute((trx) => contactCase(trx, act, { customerId, caseId: params.id, ...body })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/warnings/:id/ending',
    permission: 'warnings.handle',
    customer: true,
    summary: 'Ends a case with its outcome and cause',
    params,
    body: z.strictObject({
      outcome: z.enum(['recovered', 'lost', 'false_alarm']),
      cause: z.string().trim().min(1).max(TEXT_LENGTH_MAX),
    }),
    handle: ({ db, act, customerId, params, body }) =>
      db.transaction().execute((trx) => endCase(trx, act, { customerId, caseId: params.id, ...body })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/supplier-change-threats',
    permission: 'warnings.handle',
    customer: true,
    summary: 'The customer said that it may change its supplier: a level 3 case at once',
    body: z.strictObject({ said: z.string().trim().min(1).max(TEXT_LENGTH_MAX) }),
    reply: z.object({ id: z.uuid() }),
    handle: async ({ db, act, customerId, body }) => ({
      id: await db.transaction().execute((trx) => threatenSupplierChange(trx, act, { customerId, said: body.said })),
    }),
  }),
];
