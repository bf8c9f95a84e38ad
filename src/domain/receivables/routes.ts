import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, pageQuery } from '../../kernel/pages.ts';
import {
  dayOf,
  disputeReceivable,
  endDispute,
  liftHold,
  listHolds,
  listPayments,
  listReceivables,
  readAging,
  readPaymentMonths,
  readReceivableFigures,
  receivableKinds,
  recordPayment,
  setHold,
} from './receivables.ts';

const MONTHS_SHOWN = 24;
const WORD_MAX = 100;
const REASON_MAX = 500;

const paging = {
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
  offset: z.coerce.number().int().min(0).optional(),
};
const ofCustomer = z.strictObject({ publicId: z.uuid(), id: z.uuid() });
const person = z.object({ id: z.uuid(), name: z.string() });
const reason = z.string().trim().min(1).max(REASON_MAX);
const day = z.iso.date();

const receivable = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(receivableKinds),
  invoicedOn: day,
  dueOn: day,
  agreedDueOn: day,
  amount: z.int(),
  tax: z.int().nullable(),
  open: z.int(),
  openWithheld: z.int(),
  settledOn: day.nullable(),
  daysPastDue: z.int().nullable(),
  orderNumber: z.string().nullable(),
  project: z.string().nullable(),
  correctsNumber: z.string().nullable(),
  disputedSince: day.nullable(),
  disputeReason: z.string().nullable(),
});

const payment = z.object({
  id: z.uuid(),
  number: z.string(),
  paidOn: day,
  amount: z.int(),
  method: z.string().nullable(),
  settled: z.array(z.object({ number: z.string(), amount: z.int() })),
  unallocated: z.int(),
});

const aging = z.object({
  open: z.int(),
  notDue: z.int(),
  days1To30: z.int(),
  days31To60: z.int(),
  days61To90: z.int(),
  daysOver90: z.int(),
  retention: z.int(),
  disputed: z.int(),
  unallocated: z.int(),
});

const figures = z.object({
  open: z.int(),
  overdue: z.int(),
  daysPastDueMax: z.int(),
  onHold: z.object({ since: z.date(), reason: z.string() }).nullable(),
  terms: z.object({ kind: z.string(), days: z.int(), endsOn: day.nullable() }).nullable(),
});

const hold = z.object({
  id: z.uuid(),
  reason: z.string(),
  setAt: z.date(),
  setBy: person.nullable(),
  liftedAt: z.date().nullable(),
  liftedBy: person.nullable(),
  liftReason: z.string().nullable(),
});

export const receivableRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/receivables',
    permission: 'receivables.read',
    customer: true,
    summary: 'What the customer owes: what is open, due first, or all, newest first',
    query: z.strictObject({ ...paging, state: z.enum(['open', 'all']).optional() }),
    reply: z.object({ items: z.array(receivable), total: z.int() }),
    handle: async ({ customerId, query: { state = 'open', ...page }, db, act }) => {
      const wanted = { ...pageQuery(page), state, today: await dayOf(db, act.at) };
      const { items, total } = await listReceivables(db, customerId, wanted);
      return { items: [...items], total };
    },
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/aging',
    permission: 'receivables.read',
    customer: true,
    summary: 'What is open by age, how payments came month by month, and whether deliveries are stopped',
    reply: z.object({
      asOf: day,
      aging,
      figures,
      months: z.array(
        z.object({
          month: z.string(),
          paid: z.int(),
          payments: z.int(),
          paymentDays: z.number(),
          daysPastDue: z.number(),
        }),
      ),
    }),
    handle: async ({ customerId, db, act }) => {
      const asOf = await dayOf(db, act.at);
      const months = await readPaymentMonths(db, customerId, asOf, MONTHS_SHOWN);
      const figures = await readReceivableFigures(db, customerId, asOf);
      return { asOf, aging: await readAging(db, customerId, asOf), figures, months };
    },
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/receivables/:id/disputes',
    permission: 'receivables.write',
    customer: true,
    summary: 'Says that an invoice is disputed: while it is, it is not late',
    params: ofCustomer,
    body: z.strictObject({ since: day, reason }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => disputeReceivable(trx, act, customerId, params.id, body)),
  }),
  route({
    method: 'DELETE',
    path: '/api/customers/:publicId/receivables/:id/disputes',
    permission: 'receivables.write',
    customer: true,
    summary: 'Says that the dispute about an invoice is over',
    params: ofCustomer,
    handle: ({ customerId, params, act, db }) =>
      db.transaction().execute((trx) => endDispute(trx, act, customerId, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/payments',
    permission: 'receivables.read',
    customer: true,
    summary: 'Payments of the customer with what they settled, newest first',
    query: z.strictObject(paging),
    reply: z.object({ items: z.array(payment), total: z.int() }),
    handle: async ({ customerId, query, db }) => {
      const { items, total } = await listPayments(db, customerId, pageQuery(query));
      return { items: [...items], total };
    },
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/payments',
    permission: 'receivables.write',
    customer: true,
    summary: 'Records one payment; without a receivable it settles what was due first',
    body: z.strictObject({
      number: z.string().trim().min(1).max(WORD_MAX),
      paidOn: day,
      amount: z.int().min(1),
      method: z.string().trim().min(1).max(WORD_MAX).nullish(),
      receivableNumber: z.string().trim().min(1).max(WORD_MAX).nullish(),
    }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute((trx) => recordPayment(trx, act, customerId, body)),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/credit-holds',
    permission: 'receivables.read',
    customer: true,
    summary: 'When deliveries to the customer were stopped and why, newest first',
    reply: z.object({ items: z.array(hold) }),
    handle: async ({ customerId, db }) => ({ items: await listHolds(db, customerId) }),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/credit-holds',
    permission: 'receivables.write',
    customer: true,
    summary: 'Stops deliveries to the customer',
    body: z.strictObject({ reason }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await setHold(trx, act, customerId, body.reason) })),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/credit-holds/:id/liftings',
    permission: 'receivables.write',
    customer: true,
    summary: 'Lets deliveries to the customer go on',
    params: ofCustomer,
    body: z.strictObject({ reason }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => liftHold(trx, act, customerId, params.id, body.reason)),
  }),
];
