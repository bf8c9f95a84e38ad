import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, pageQuery } from '../../kernel/pages.ts';
import {
  checkTechnically,
  endPromise,
  listPromises,
  makePromise,
  postponePromise,
  promiseEndings,
  technicalChecks,
} from './needs.ts';

const TEXT_MAX = 2_000;
const person = z.object({ id: z.uuid(), name: z.string() });
const words = z.string().trim().max(TEXT_MAX);
const ofOne = z.strictObject({ publicId: z.uuid(), id: z.uuid() });

const promiseReply = z.object({
  id: z.uuid(),
  needId: z.uuid().nullable(),
  text: z.string(),
  madeAt: z.date(),
  firstDueOn: z.iso.date(),
  dueOn: z.iso.date(),
  overdue: z.boolean(),
  owner: person.nullable(),
  contact: person.nullable(),
  technicalCheck: z.enum(technicalChecks),
  checkedAt: z.date().nullable(),
  checkedBy: person.nullable(),
  checkReason: z.string(),
  ending: z.enum(promiseEndings).nullable(),
  endedAt: z.date().nullable(),
  endingText: z.string(),
  by: person.nullable(),
});

export const promiseRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/promises',
    permission: 'needs.read',
    customer: true,
    summary: 'What we promised the customer, open promises first by their date',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
      offset: z.coerce.number().int().min(0).optional(),
    }),
    reply: z.object({ items: z.array(promiseReply), total: z.int() }),
    handle: ({ customerId, query, act, db }) => listPromises(db, act, customerId, pageQuery(query)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/promises',
    permission: 'needs.write',
    customer: true,
    summary: 'Records a promise of ours: a sentence, by when, and who answers for it',
    body: z.strictObject({
      text: words.min(1),
      dueOn: z.iso.date(),
      needId: z.uuid().nullish(),
      ownerId: z.uuid().nullish(),
      contactId: z.uuid().nullish(),
      technicalCheck: z.enum(['none', 'needed']).optional(),
    }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await makePromise(trx, act, customerId, body) })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/promises/:id/postponements',
    permission: 'needs.write',
    customer: true,
    summary: 'Agrees a new date for a promise; the first date stays known',
    params: ofOne,
    body: z.strictObject({ dueOn: z.iso.date(), reason: words.min(1) }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => postponePromise(trx, act, customerId, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/promises/:id/checks',
    permission: 'needs.write',
    customer: true,
    summary: 'Says whether what was promised can be done',
    params: ofOne,
    body: z.strictObject({ result: z.enum(['needed', 'passed', 'failed']), reason: words.default('') }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => checkTechnically(trx, act, customerId, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/promises/:id/endings',
    permission: 'needs.write',
    customer: true,
    summary: 'Says that a promise was kept, with what shows it, or broken, with why',
    params: ofOne,
    body: z.strictObject({ ending: z.enum(promiseEndings), text: words.min(1) }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => endPromise(trx, act, customerId, params.id, body)),
  }),
];
