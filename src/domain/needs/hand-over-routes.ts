import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, pageQuery } from '../../kernel/pages.ts';
import {
  answerHandOver,
  handOver,
  handOverAnswers,
  handOverBoxes,
  handOversOf,
  listHandOvers,
  receiveHandOver,
  technicalChecks,
} from './needs.ts';

const TEXT_MAX = 2_000;
const person = z.object({ id: z.uuid(), name: z.string() });
const words = z.string().trim().min(1).max(TEXT_MAX);
const ofOne = z.strictObject({ publicId: z.uuid(), id: z.uuid() });
const given = z.strictObject({ id: z.uuid() });

const handOverReply = z.object({
  id: z.uuid(),
  customer: z.object({ publicId: z.uuid(), name: z.string(), reachable: z.boolean() }),
  needId: z.uuid().nullable(),
  promiseId: z.uuid().nullable(),
  text: z.string(),
  technicalCheck: z.enum(technicalChecks).nullable(),
  message: z.string(),
  toTeam: person.nullable(),
  toMember: person.nullable(),
  dueOn: z.iso.date().nullable(),
  overdue: z.boolean(),
  sentAt: z.date(),
  sentBy: person.nullable(),
  receivedAt: z.date().nullable(),
  receivedBy: person.nullable(),
  answer: z.enum(handOverAnswers).nullable(),
  answerText: z.string(),
  answeredAt: z.date().nullable(),
  answeredBy: person.nullable(),
});

const wish = z.strictObject({
  toTeam: z.uuid().nullish(),
  toMember: z.uuid().nullish(),
  message: words,
  dueOn: z.iso.date().nullish(),
});

export const handOverRoutes = [
  route({
    method: 'POST',
    path: '/api/customers/:publicId/needs/:id/hand-overs',
    permission: 'needs.write',
    customer: true,
    summary: 'Hands a need to another team or colleague, who receives and answers it',
    params: ofOne,
    body: wish,
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, params, body, act, db }) =>
      db
        .transaction()
        .execute(async (trx) => ({ id: await handOver(trx, act, customerId, { needId: params.id }, body) })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/promises/:id/hand-overs',
    permission: 'needs.write',
    customer: true,
    summary: 'Hands a promise to another team or colleague, who receives and answers it',
    params: ofOne,
    body: wish,
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, params, body, act, db }) =>
      db
        .transaction()
        .execute(async (trx) => ({ id: await handOver(trx, act, customerId, { promiseId: params.id }, body) })),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/hand-overs',
    permission: 'needs.read',
    customer: true,
    summary: "Where the customer's needs and our promises were handed to",
    reply: z.object({ items: z.array(handOverReply) }),
    handle: async ({ customerId, act, scope, db }) => ({ items: await handOversOf(db, act, customerId, scope) }),
  }),
  route({
    method: 'GET',
    path: '/api/hand-overs',
    permission: 'needs.read',
    summary: 'Hand-overs to me or my team, those I sent, and those past their date',
    query: z.strictObject({
      box: z.enum(handOverBoxes).default('unreceived'),
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
      offset: z.coerce.number().int().min(0).optional(),
    }),
    reply: z.object({
      items: z.array(handOverReply),
      total: z.int(),
      counts: z.object({ unreceived: z.int(), received: z.int(), sent: z.int(), overdue: z.int() }),
    }),
    handle: ({ query: { box, ...page }, act, scope, db }) => listHandOvers(db, act, { box, scope }, pageQuery(page)),
  }),
  // Who is addressed may always receive and answer: that is asked for each hand-over, not of a role.
  route({
    method: 'POST',
    path: '/api/hand-overs/:id/receipts',
    permission: 'needs.read',
    summary: 'Receives a hand-over to me or my team',
    params: given,
    handle: ({ params, act, db }) => db.transaction().execute((trx) => receiveHandOver(trx, act, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/hand-overs/:id/answers',
    permission: 'needs.read',
    summary: 'Answers a hand-over to me or my team: what will be done, or why nothing',
    params: given,
    body: z.strictObject({
      answer: z.enum(handOverAnswers),
      text: words,
      check: z.enum(['passed', 'failed']).nullish(),
    }),
    handle: ({ params, body, act, db }) => db.transaction().execute((trx) => answerHandOver(trx, act, params.id, body)),
  }),
];
