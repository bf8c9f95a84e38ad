import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, pageQuery } from '../../kernel/pages.ts';
import {
  channels,
  completeTaskAsContact,
  directions,
  listInteractions,
  outcomes,
  recordInteraction,
} from './interactions.ts';
import { competitorFields, recordedOffline } from './recording.ts';

const SUMMARY_MAX = 4_000;
const person = z.object({ id: z.uuid(), name: z.string() });

const interactionReply = z.object({
  id: z.uuid(),
  channel: z.enum(channels),
  direction: z.enum(directions),
  twoWay: z.boolean(),
  outcome: z.enum(outcomes),
  summary: z.string(),
  contact: person.nullable(),
  by: person.nullable(),
  competitorSignal: z.int().nullable(),
  competitor: z.string().nullable(),
  supplierChangeThreatened: z.boolean(),
  occurredAt: z.date(),
  recordedAt: z.date(),
});

/** One contact; its id, made by whoever writes it down, makes sending it twice harmless. */
const contactFields = {
  id: z.uuid().optional(),
  channel: z.enum(channels),
  direction: z.enum(directions),
  twoWay: z.boolean(),
  outcome: z.enum(outcomes),
  summary: z.string().trim().max(SUMMARY_MAX).optional(),
  contactId: z.uuid().nullish(),
  ...competitorFields,
  supplierChangeThreatened: z.boolean().optional(),
  recordedOffline,
};

export const interactionRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/interactions',
    permission: 'interactions.read',
    customer: true,
    summary: 'The contact ledger of the customer, newest first',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
      offset: z.coerce.number().int().min(0).optional(),
    }),
    reply: z.object({ items: z.array(interactionReply), total: z.int() }),
    handle: async ({ customerId, query, db }) => {
      const { items, total } = await listInteractions(db, customerId, pageQuery(query));
      return { items: [...items], total };
    },
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/interactions',
    permission: 'interactions.write',
    customer: true,
    summary: 'Records one contact with the customer',
    body: z.strictObject({
      ...contactFields,
      occurredAt: z.iso
        .datetime({ offset: true })
        .transform((text) => new Date(text))
        .optional(),
    }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await recordInteraction(trx, act, customerId, body) })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/tasks/:id/contacts',
    permission: 'tasks.write',
    customer: true,
    summary: 'Closes a task with the contact that did it',
    params: z.strictObject({ publicId: z.uuid(), id: z.uuid() }),
    body: z.strictObject(contactFields),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute(async (trx) => {
        const key = { customerId, taskId: params.id };
        return { id: await completeTaskAsContact(trx, act, key, body) };
      }),
  }),
];
