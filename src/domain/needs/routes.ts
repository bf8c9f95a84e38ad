import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, pageQuery } from '../../kernel/pages.ts';
import {
  changeNeed,
  gapGroupings,
  listNeeds,
  needChangeKinds,
  needGaps,
  needKinds,
  needNatures,
  needSorts,
  needSources,
  needStates,
  needStory,
  recordNeed,
  settleNeed,
} from './needs.ts';

const TEXT_MAX = 2_000;
const person = z.object({ id: z.uuid(), name: z.string() });
const words = z.string().trim().max(TEXT_MAX);
const degree = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
const pages = {
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
  offset: z.coerce.number().int().min(0).optional(),
};

const needReply = z.object({
  id: z.uuid(),
  customer: z.object({ publicId: z.uuid(), name: z.string() }),
  text: z.string(),
  kind: z.enum(needKinds),
  nature: z.enum(needNatures),
  importance: z.int(),
  urgency: z.int(),
  level: z.int().nullable(),
  evidence: z.string(),
  source: z.enum(needSources).nullable(),
  contact: person.nullable(),
  project: person.nullable(),
  product: z.object({ code: z.string(), name: z.string() }).nullable(),
  owner: person.nullable(),
  dueOn: z.iso.date().nullable(),
  fit: z.int().nullable(),
  state: z.enum(needStates),
  stateAt: z.date(),
  stateReason: z.string(),
  saidAt: z.date(),
  by: person.nullable(),
});

const needFields = {
  kind: z.enum(needKinds).optional(),
  nature: z.enum(needNatures).optional(),
  importance: degree.optional(),
  urgency: degree.optional(),
  level: level.nullish(),
  evidence: words.optional(),
  source: z.enum(needSources).nullish(),
  contactId: z.uuid().nullish(),
  projectId: z.uuid().nullish(),
  ownerId: z.uuid().nullish(),
  dueOn: z.iso.date().nullish(),
  fit: z.int().min(0).max(100).nullish(),
};

const wish = z.strictObject({
  state: z.enum([...needStates, 'unmet_or_open']).optional(),
  nature: z.enum(needNatures).optional(),
  sort: z.enum(needSorts).optional(),
  ...pages,
});

const ofOne = z.strictObject({ publicId: z.uuid(), id: z.uuid() });

export const needRoutes = [
  route({
    method: 'GET',
    path: '/api/needs',
    permission: 'needs.read',
    summary: 'The needs of every customer I reach, those not met first: the agenda of the weekly meeting on needs',
    query: wish,
    reply: z.object({ items: z.array(needReply), total: z.int() }),
    handle: ({ query: { limit, offset, ...filters }, scope, db }) =>
      listNeeds(db, { scope }, filters, pageQuery({ limit, offset })),
  }),
  route({
    method: 'GET',
    path: '/api/need-gaps',
    permission: 'needs.read',
    summary: 'Which needs of which kind of customers are not met, and how well our products fit',
    query: z.strictObject({ by: z.enum(gapGroupings).default('tier') }),
    reply: z.object({
      items: z.array(
        z.object({
          group: z.string().nullable(),
          nature: z.enum(needNatures),
          needs: z.int(),
          unmet: z.int(),
          customers: z.int(),
          fit: z.int().nullable(),
        }),
      ),
    }),
    handle: async ({ query, scope, db }) => ({ items: await needGaps(db, query.by, scope) }),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/needs',
    permission: 'needs.read',
    customer: true,
    summary: 'The needs of the customer, those not met first',
    query: wish,
    reply: z.object({ items: z.array(needReply), total: z.int() }),
    handle: ({ customerId, query: { limit, offset, ...filters }, db }) =>
      listNeeds(db, { customerId }, filters, pageQuery({ limit, offset })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/needs',
    permission: 'needs.write',
    customer: true,
    summary: 'Records a need of the customer; a sentence is enough',
    body: z.strictObject({ text: words.min(1), ...needFields }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await recordNeed(trx, act, customerId, body) })),
  }),
  route({
    method: 'PATCH',
    path: '/api/customers/:publicId/needs/:id',
    permission: 'needs.write',
    customer: true,
    summary: 'Changes a need; what it was before stays in its story',
    params: ofOne,
    body: z.strictObject({ text: words.min(1).optional(), ...needFields }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => changeNeed(trx, act, customerId, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/needs/:id/states',
    permission: 'needs.write',
    customer: true,
    summary: 'Says what became of a need: met, unmet, dropped, or open again, and why',
    params: ofOne,
    body: z.strictObject({ state: z.enum(needStates), reason: words.default('') }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => settleNeed(trx, act, customerId, params.id, body)),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/need-story',
    permission: 'needs.read',
    customer: true,
    summary: 'How the needs of the customer and our promises changed, newest first',
    reply: z.object({
      items: z.array(
        z.object({
          what: z.enum(needChangeKinds),
          text: z.string(),
          note: z.string(),
          details: z.record(z.string(), z.unknown()),
          needId: z.uuid().nullable(),
          promiseId: z.uuid().nullable(),
          changedAt: z.date(),
          by: person.nullable(),
        }),
      ),
    }),
    handle: async ({ customerId, db }) => ({ items: await needStory(db, customerId) }),
  }),
];
