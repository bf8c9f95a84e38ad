import { z } from 'zod';
import { route } from '../../http/route.ts';
import { roleRights, serviceRoles } from './named-role.ts';
import { addRelationTo } from './people-acts.ts';
import { relationKinds, relationSides } from './relation.ts';
import { endRelation } from './relation-acts.ts';
import { assignRole, endRole } from './role-acts.ts';
import { serviceTeam } from './role-queries.ts';

const WORD_MAX = 100;
const SENTENCE_MAX = 500;

const word = z.string().trim().min(1).max(WORD_MAX);
const sentence = z.string().trim().max(SENTENCE_MAX);
const thing = z.strictObject({ publicId: z.uuid(), id: z.uuid() });
const person = z.object({ id: z.uuid(), name: z.string() });
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const roleReply = z.object({
  id: z.uuid(),
  role: z.enum(serviceRoles),
  right: z.enum(roleRights),
  member: person,
  category: z.object({ id: z.int(), name: z.string() }).nullable(),
  region: z.string().nullable(),
  purpose: z.string().nullable(),
  startsAt: z.date(),
  endsAt: z.date().nullable(),
});

export const serviceRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/service-team',
    permission: 'customers.read',
    customer: true,
    summary:
      'Everybody of us who has a part in the customer now: A, B, sponsor, experts, owners of lines and regions, collaborators',
    reply: z.object({ a: person.nullable(), b: person.nullable(), roles: z.array(roleReply) }),
    handle: ({ customerId, act, db }) => serviceTeam(db, customerId, act.at),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/service-roles',
    permission: 'customers.write',
    customer: true,
    summary: 'Gives a member a role in the customer; a collaborator is invited for a purpose and a time',
    body: z.strictObject({
      role: z.enum(serviceRoles),
      memberId: z.uuid(),
      categoryId: z.int().nullish(),
      region: word.nullish(),
      purpose: word.nullish(),
      reason: sentence.optional(),
      commissionNote: sentence.optional(),
      startsAt: moment.optional(),
      endsAt: moment.nullish(),
    }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await assignRole(trx, act, customerId, body) })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/service-roles/:id/ending',
    permission: 'customers.write',
    customer: true,
    summary: 'Ends a role, or an invitation before its time',
    params: thing,
    body: z.strictObject({ reason: sentence.default('') }),
    handle: ({ customerId, params: { id }, body: { reason }, act, db }) =>
      db.transaction().execute((trx) => endRole(trx, act, { customerId, id, reason })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/relations',
    permission: 'customers.write',
    customer: true,
    summary: 'Writes down how two customers belong together; `side` is the end at which this one stands',
    body: z.strictObject({
      other: z.uuid(),
      kind: z.enum(relationKinds),
      side: z.enum(relationSides).default('from'),
      since: z.iso.date().nullish(),
      until: z.iso.date().nullish(),
      note: sentence.optional(),
    }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, scope, db }) =>
      db.transaction().execute(async (trx) => ({ id: await addRelationTo(trx, act, { customerId, scope }, body) })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/relations/:id/ending',
    permission: 'customers.write',
    customer: true,
    summary: 'The relation ended on a day, for both customers',
    params: thing,
    body: z.strictObject({ until: z.iso.date() }),
    handle: ({ customerId, params, body: { until }, act, db }) =>
      db.transaction().execute((trx) => endRelation(trx, act, { customerId, pairId: params.id, until })),
  }),
];
