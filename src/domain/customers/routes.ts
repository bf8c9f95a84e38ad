import { z } from 'zod';
import { route } from '../../http/route.ts';
import { buyingPatterns, customerKinds } from './customer.ts';
import {
  changeCustomer,
  createCustomer,
  listOwnerChanges,
  readCustomer,
  removeTag,
  revealCustomerPhone,
  setOwner,
  setTag,
} from './customers.ts';
import { serviceRoles } from './named-role.ts';

const SENTENCE_MAX = 500;
const WORD_MAX = 100;
const ADDRESS_MAX = 200;

const word = z.string().trim().min(1).max(WORD_MAX);
const sentence = z.string().trim().max(SENTENCE_MAX);
const person = z.object({ id: z.uuid(), name: z.string() });

const customerFields = {
  kind: z.enum(customerKinds).optional(),
  shortName: word.nullish(),
  group: word.nullish(),
  industry: word.nullish(),
  region: word.nullish(),
  city: word.nullish(),
  country: word.nullish(),
  since: z.iso.date().nullish(),
  pattern: z.enum(buyingPatterns).nullish(),
  terms: word.nullish(),
  taxNumber: word.nullish(),
  address: z.string().trim().min(1).max(ADDRESS_MAX).nullish(),
  phone: z.string().trim().min(3).max(40).nullish(),
};

const customerReply = z.object({
  publicId: z.uuid(),
  kind: z.enum(customerKinds),
  name: z.string(),
  shortName: z.string().nullable(),
  group: person.nullable(),
  industry: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  since: z.iso.date().nullable(),
  pattern: z.enum(buyingPatterns).nullable(),
  terms: z.string().nullable(),
  taxNumber: z.string().nullable(),
  address: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  tier: z.string().nullable(),
  owners: z.object({ a: person.nullable(), b: person.nullable() }),
  externalIds: z.array(z.object({ scheme: z.string(), key: z.string() })),
  tags: z.array(z.object({ tag: z.string(), reason: z.string() })),
  version: z.int(),
});

const ownerChangeReply = z.object({
  part: z.enum(['a', 'b', ...serviceRoles]),
  what: z.string().nullable(),
  from: person.nullable(),
  to: person.nullable(),
  reason: z.string(),
  commissionNote: z.string(),
  changedAt: z.date(),
  changedBy: person.nullable(),
});

export const customerRoutes = [
  route({
    method: 'POST',
    path: '/api/customers',
    permission: 'customers.write',
    summary: 'Creates a customer',
    body: z.strictObject({ name: word, externalId: word.nullish(), ...customerFields }),
    reply: z.object({ publicId: z.uuid() }),
    // Who reaches only the customers of some members would lose sight of one without an owner.
    handle: ({ body, act, principal, scope, db }) => {
      const ownerA = scope.kind === 'members' ? principal.memberId : null;
      return db.transaction().execute((trx) => createCustomer(trx, act, { ...body, ownerA }));
    },
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId',
    permission: 'customers.read',
    customer: true,
    summary: 'One customer as it stands today',
    reply: customerReply,
    handle: ({ customerId, db }) => readCustomer(db, customerId),
  }),
  route({
    method: 'PATCH',
    path: '/api/customers/:publicId',
    permission: 'customers.write',
    customer: true,
    summary: 'Changes what is given of a customer; null takes a value away',
    body: z.strictObject({ version: z.int(), name: word.optional(), ...customerFields }),
    reply: customerReply,
    handle: ({ customerId, body: { version, ...fields }, act, db }) =>
      db.transaction().execute(async (trx) => {
        await changeCustomer(trx, act, customerId, fields, version);
        return readCustomer(trx, customerId);
      }),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/owners',
    permission: 'customers.read',
    customer: true,
    summary: 'Who looked after the customer, newest first',
    reply: z.object({ items: z.array(ownerChangeReply) }),
    handle: async ({ customerId, db }) => ({ items: await listOwnerChanges(db, customerId) }),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/owners',
    permission: 'customers.write',
    customer: true,
    summary: "Hands the customer's part A or B to a member, or to nobody",
    body: z.strictObject({
      part: z.enum(['a', 'b']),
      memberId: z.uuid().nullable(),
      reason: sentence,
      commissionNote: sentence.optional(),
    }),
    handle: ({ customerId, body, act, db }) => db.transaction().execute((trx) => setOwner(trx, act, customerId, body)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/tags',
    permission: 'customers.write',
    customer: true,
    summary: 'Puts a tag on the customer',
    body: z.strictObject({ tag: word, reason: sentence.default('') }),
    handle: ({ customerId, body, act, db }) => db.transaction().execute((trx) => setTag(trx, act, customerId, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/customers/:publicId/tags/:tag',
    permission: 'customers.write',
    customer: true,
    summary: 'Takes a tag off the customer',
    params: z.strictObject({ publicId: z.uuid(), tag: word }),
    handle: ({ customerId, params, act, db }) =>
      db.transaction().execute((trx) => removeTag(trx, act, customerId, params.tag)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/phone-reveals',
    permission: 'interactions.write',
    customer: true,
    summary: "The customer's own phone number; who looked is kept",
    reply: z.object({ phone: z.string() }),
    handle: ({ customerId, act, db }) =>
      db.transaction().execute(async (trx) => ({ phone: await revealCustomerPhone(trx, act, customerId) })),
  }),
];
