import { Readable } from 'node:stream';
import { z } from 'zod';
import { route } from '../../http/route.ts';
import { AppError } from '../../kernel/errors.ts';
import { PAGE_LIMIT_MAX, pageQuery } from '../../kernel/pages.ts';
import { addVisitPhoto, listVisits, openVisit, outcomes, readVisitPhoto, writeUpVisit } from './interactions.ts';
import { PHOTO_BYTES_MAX } from './photo.ts';
import { competitorFields, recordedOffline } from './recording.ts';

const LINE_MAX = 1_000;
const PRESENT_MAX = 20;
const ACCURACY_METRES_MAX = 100_000;

const line = z.string().trim().max(LINE_MAX).optional();
const person = z.object({ id: z.uuid(), name: z.string() });
const notes = z.strictObject({
  outcome: z.enum(outcomes).optional(),
  purpose: z.string().trim().min(1).max(100).nullish(),
  cameFor: line,
  heard: line,
  promised: line,
  promiseDue: z.iso.date().nullish(),
  visitorIds: z.array(z.uuid()).max(PRESENT_MAX).optional(),
  contactIds: z.array(z.uuid()).max(PRESENT_MAX).optional(),
  ...competitorFields,
});
const visitParams = z.strictObject({ publicId: z.uuid(), id: z.uuid() });

const visitReply = z.object({
  id: z.uuid(),
  writtenUp: z.boolean(),
  occurredAt: z.date(),
  checkedInAt: z.date(),
  claimedAt: z.date().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  accuracyMetres: z.int().nullable(),
  site: person.nullable(),
  place: z.string().nullable(),
  purpose: z.string().nullable(),
  cameFor: z.string(),
  heard: z.string(),
  promised: z.string(),
  promiseDue: z.iso.date().nullable(),
  by: person.nullable(),
  visitors: z.array(person),
  contacts: z.array(person),
  photos: z.array(z.object({ id: z.uuid(), width: z.int(), height: z.int() })),
});

export const visitRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/visits',
    permission: 'interactions.read',
    customer: true,
    summary: 'Our visits to the customer, newest first',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
      offset: z.coerce.number().int().min(0).optional(),
    }),
    reply: z.object({ items: z.array(visitReply), total: z.int() }),
    handle: ({ customerId, query, db }) => listVisits(db, customerId, pageQuery(query)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/visits',
    permission: 'interactions.write',
    customer: true,
    summary:
      'Checks in at the customer, stamped by the server; with notes the whole visit. The same id is the same visit',
    body: z
      .strictObject({
        id: z.uuid().optional(),
        latitude: z.number().min(-90).max(90).nullish(),
        longitude: z.number().min(-180).max(180).nullish(),
        accuracyMetres: z.int().min(0).max(ACCURACY_METRES_MAX).nullish(),
        siteId: z.uuid().nullish(),
        place: z.string().trim().min(1).max(200).nullish(),
        notes: notes.optional(),
        recordedOffline,
      })
      .refine(({ latitude = null, longitude = null }) => (latitude === null) === (longitude === null), {
        path: ['longitude'],
      }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await openVisit(trx, act, customerId, body) })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/visits/:id/notes',
    permission: 'interactions.write',
    customer: true,
    summary: 'Writes down what a visit came to; again corrects it',
    params: visitParams,
    body: notes,
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => writeUpVisit(trx, act, { customerId, visitId: params.id }, body)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/visits/:id/photos',
    permission: 'interactions.write',
    customer: true,
    summary:
      'Adds a photo to a visit: JPEG, PNG or WebP; only the picture itself is kept. The same id is the same photo',
    params: visitParams,
    query: z.strictObject({ id: z.uuid().optional() }),
    upload: true,
    reply: z.object({ id: z.uuid() }),
    handle: async ({ customerId, params, query, act, db, upload }) => {
      const file = { id: query.id, bytes: await photoBytes(upload()) };
      const key = { customerId, visitId: params.id };
      return db.transaction().execute(async (trx) => ({ id: await addVisitPhoto(trx, act, key, file) }));
    },
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/visits/:id/photos/:photoId',
    permission: 'interactions.read',
    customer: true,
    summary: 'One photo of a visit',
    params: z.strictObject({ publicId: z.uuid(), id: z.uuid(), photoId: z.uuid() }),
    download: true,
    handle: async ({ customerId, params, db }) => {
      const { kind, bytes } = await readVisitPhoto(db, { customerId, visitId: params.id }, params.photoId);
      const fileName = `${params.photoId}.${kind === 'jpeg' ? 'jpg' : kind}`;
      return { fileName, contentType: `image/${kind}`, content: Readable.from([bytes]) };
    },
  }),
];

/** The whole upload; one byte too many is enough to know that it is too large. */
async function photoBytes(upload: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of upload) {
    size += part.length;
    if (size > PHOTO_BYTES_MAX) throw new AppError('photo_too_large', { limit: PHOTO_BYTES_MAX / 1000 });
    parts.push(part);
  }
  return Buffer.concat(parts);
}
