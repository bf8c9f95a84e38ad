import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, pageQuery } from '../../kernel/pages.ts';
import { listObservations, observationKinds, recordObservation, visitPlaces } from './observations.ts';

const TEXT_MAX = 2_000;
const QUANTITY_MAX = 1e12;
const person = z.object({ id: z.uuid(), name: z.string() });

export const observationRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/observations',
    permission: 'interactions.read',
    customer: true,
    summary:
      'Enquiries, mentions, visits to us and own stock of the customer, newest first, and how many within a year',
    query: z.strictObject({
      kind: z.enum(observationKinds).optional(),
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
      offset: z.coerce.number().int().min(0).optional(),
    }),
    reply: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          kind: z.enum(observationKinds),
          subject: z.string(),
          note: z.string(),
          strength: z.int().nullable(),
          place: z.enum(visitPlaces).nullable(),
          quantity: z.number().nullable(),
          unit: z.string().nullable(),
          product: z.object({ code: z.string(), name: z.string() }).nullable(),
          contact: person.nullable(),
          by: person.nullable(),
          occurredAt: z.date(),
        }),
      ),
      total: z.int(),
      counts: z.partialRecord(z.enum(observationKinds), z.int()),
    }),
    handle: ({ customerId, query: { kind = null, ...page }, act, db }) =>
      listObservations(db, act, customerId, kind, pageQuery(page)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/observations',
    permission: 'interactions.write',
    customer: true,
    summary: 'Records what was seen of the customer: an enquiry, a mention, a visit to us, its own stock',
    body: z.strictObject({
      kind: z.enum(observationKinds),
      externalId: z.string().trim().min(1).max(100).nullish(),
      subject: z.string().trim().max(200).optional(),
      note: z.string().trim().max(TEXT_MAX).optional(),
      strength: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullish(),
      place: z.enum(visitPlaces).nullish(),
      quantity: z.number().min(0).max(QUANTITY_MAX).nullish(),
      unit: z.string().trim().min(1).max(20).nullish(),
      productCode: z.string().trim().min(1).max(100).nullish(),
      contactId: z.uuid().nullish(),
      occurredAt: z.iso
        .datetime({ offset: true })
        .transform((text) => new Date(text))
        .optional(),
    }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await recordObservation(trx, act, customerId, body) })),
  }),
];
