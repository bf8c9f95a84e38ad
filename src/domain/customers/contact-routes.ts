import { z } from 'zod';
import { route } from '../../http/route.ts';
import { attitudes, consentChannels, contactRoles, preferredChannels } from './contact.ts';
import { addContact, changeContact, recordConsent, revealPhone } from './customers.ts';
import { addDate, listDates, removeDate } from './date-acts.ts';
import { leaveContact, returnContact } from './departure-acts.ts';
import { consentGivers, dateKinds } from './important-date.ts';
import { addKnownPerson, peopleOf } from './people-acts.ts';

const WORD_MAX = 100;
const NOTE_MAX = 500;

const word = z.string().trim().min(1).max(WORD_MAX);
const thing = z.strictObject({ publicId: z.uuid(), id: z.uuid() });
const reference = z.object({ id: z.uuid(), name: z.string() });

const postFields = {
  post: word.nullish(),
  role: z.enum(contactRoles).nullish(),
  email: z.email().nullish(),
  fromOn: z.iso.date().nullish(),
  attitude: z.enum(attitudes).nullish(),
  preferredChannel: z.enum(preferredChannels).nullish(),
};
const contactFields = {
  ...postFields,
  phone: z.string().trim().min(3).max(40).nullish(),
  wecom: word.nullish(),
  birthday: z.iso.date().nullish(),
};

const contactReply = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  post: z.string().nullable(),
  role: z.enum(contactRoles).nullable(),
  phoneMasked: z.string().nullable(),
  email: z.string().nullable(),
  wecom: z.string().nullable(),
  birthday: z.iso.date().nullable(),
  attitude: z.enum(attitudes).nullable(),
  preferredChannel: z.enum(preferredChannels).nullable(),
  fromOn: z.iso.date().nullable(),
  leftOn: z.iso.date().nullable(),
  leftAt: z.date().nullable(),
  successor: reference.nullable(),
  consents: z.record(z.enum(consentChannels), z.boolean().nullable()),
  elsewhere: z.array(
    z.object({
      publicId: z.uuid(),
      customer: z.string(),
      post: z.string().nullable(),
      fromOn: z.iso.date().nullable(),
      leftOn: z.iso.date().nullable(),
    }),
  ),
  elsewhereHidden: z.int(),
});

const departure = z.strictObject({
  leftOn: z.iso.date().optional(),
  successor: z.union([z.strictObject({ id: z.uuid() }), z.strictObject({ name: word })]).optional(),
  newCompany: z
    .union([
      z.strictObject({ publicId: z.uuid(), post: word.optional() }),
      z.strictObject({ name: word, post: word.optional() }),
    ])
    .optional(),
});

const separateConsent = z.strictObject({
  purpose: word,
  by: z.enum(consentGivers),
  source: word,
  givenOn: z.iso.date(),
  keepUntil: z.iso.date(),
});

const dateFields = z.strictObject({
  contactId: z.uuid().nullish(),
  kind: z.enum(dateKinds),
  day: z.iso.date(),
  yearly: z.boolean().optional(),
  leadDays: z.int().min(0).max(90).optional(),
  note: z.string().trim().max(NOTE_MAX).optional(),
  consent: separateConsent.nullish(),
});

const dateReply = z.object({
  id: z.uuid(),
  contact: reference.nullable(),
  kind: z.enum(dateKinds),
  day: z.iso.date(),
  yearly: z.boolean(),
  leadDays: z.int(),
  note: z.string(),
  consent: separateConsent.nullable(),
  nextOn: z.iso.date().nullable(),
});

export const contactRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/contacts',
    permission: 'customers.read',
    customer: true,
    summary: 'The contacts of the customer and what else their persons do, phones masked',
    reply: z.object({ items: z.array(contactReply) }),
    handle: async ({ customerId, db, scope }) => ({ items: await peopleOf(db, customerId, scope) }),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/contacts',
    permission: 'customers.write',
    customer: true,
    summary: 'Adds a contact nobody knew before',
    body: z.strictObject({ name: word, ...contactFields }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await addContact(trx, act, customerId, body) })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/posts',
    permission: 'customers.write',
    customer: true,
    summary: 'Gives a known person a post here too; name, phone, birthday and consents come along',
    body: z.strictObject({ personId: z.uuid(), ...postFields }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body: { personId, ...fields }, act, scope, db }) =>
      db.transaction().execute(async (trx) => ({
        id: await addKnownPerson(trx, act, { customerId, personId, scope }, fields),
      })),
  }),
  route({
    method: 'PATCH',
    path: '/api/customers/:publicId/contacts/:id',
    permission: 'customers.write',
    customer: true,
    summary: "Changes what is given of a contact; null takes a value away. The person's own fields change everywhere",
    params: thing,
    body: z.strictObject({ name: word.optional(), ...contactFields }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => changeContact(trx, act, customerId, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/contacts/:id/departure',
    permission: 'customers.write',
    customer: true,
    summary: 'The contact left the post; who has it now, and where did they go',
    params: thing,
    body: departure.default({}),
    reply: z.object({
      successorId: z.uuid().nullable(),
      newCompany: z.object({ publicId: z.uuid().nullable(), isLead: z.boolean() }).nullable(),
    }),
    handle: ({ customerId, params, body, act, scope, db }) =>
      db.transaction().execute((trx) => leaveContact(trx, act, { customerId, contactId: params.id, scope }, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/customers/:publicId/contacts/:id/departure',
    permission: 'customers.write',
    customer: true,
    summary: 'The departure was a mistake: the person holds the post as before',
    params: thing,
    handle: ({ customerId, params, act, db }) =>
      db.transaction().execute((trx) => returnContact(trx, act, customerId, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/contacts/:id/consents',
    permission: 'customers.write',
    customer: true,
    summary: 'Keeps what the person said about one channel, in every post they hold',
    params: thing,
    body: z.strictObject({ channel: z.enum(consentChannels), given: z.boolean(), source: word }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => recordConsent(trx, act, customerId, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/contacts/:id/phone-reveals',
    // Who may speak with the customer may see the number; who only looks may not.
    permission: 'interactions.write',
    customer: true,
    summary: 'The whole phone number of a contact; who looked is kept',
    params: thing,
    reply: z.object({ phone: z.string() }),
    handle: ({ customerId, params, act, db }) =>
      db.transaction().execute(async (trx) => ({ phone: await revealPhone(trx, act, customerId, params.id) })),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/important-dates',
    permission: 'customers.read',
    customer: true,
    summary: 'Days to think of, the next to come first; birthdays of contacts among them',
    reply: z.object({ items: z.array(dateReply) }),
    handle: async ({ customerId, act, db }) => ({ items: await listDates(db, customerId, act.at) }),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/important-dates',
    permission: 'customers.write',
    customer: true,
    summary: 'Keeps a day to think of; one of a family or a child only with a consent of its own',
    body: dateFields,
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await addDate(trx, act, customerId, body) })),
  }),
  route({
    method: 'DELETE',
    path: '/api/customers/:publicId/important-dates/:id',
    permission: 'customers.write',
    customer: true,
    summary: 'Forgets a day, as when the consent is withdrawn',
    params: thing,
    handle: ({ customerId, params, act, db }) =>
      db.transaction().execute((trx) => removeDate(trx, act, customerId, params.id)),
  }),
];
