import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, pageQuery } from '../../kernel/pages.ts';
import { documentKinds, orderKinds } from './order.ts';
import { listOrders, listOrdersAsSecondParty, readOrder } from './orders.ts';
import { listShipments } from './shipment-queries.ts';

const summary = {
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(orderKinds),
  orderedAt: z.date(),
  amount: z.int(),
  tax: z.int().nullable(),
  documents: z.enum(documentKinds),
  lines: z.int(),
  project: z.string().nullable(),
  site: z.string().nullable(),
  promisedOn: z.iso.date().nullable(),
  deliveredOn: z.iso.date().nullable(),
  secondParty: z.string().nullable(),
  secondPartyPublicId: z.uuid().nullable(),
  originalNumber: z.string().nullable(),
};

const line = z.object({
  productCode: z.string(),
  productName: z.string(),
  spec: z.string().nullable(),
  category: z.string().nullable(),
  quantity: z.number(),
  unit: z.string().nullable(),
  unitPrice: z.number(),
  amount: z.int(),
  tax: z.int().nullable(),
  batch: z.string().nullable(),
  project: z.string().nullable(),
  site: z.string().nullable(),
  promisedFirstOn: z.iso.date().nullable(),
  promisedOn: z.iso.date().nullable(),
  deliveredOn: z.iso.date().nullable(),
});

const shipment = z.object({
  id: z.uuid(),
  number: z.string(),
  shippedAt: z.date(),
  amount: z.int(),
  lines: z.array(
    z.object({
      productCode: z.string(),
      productName: z.string(),
      quantity: z.number(),
      unit: z.string().nullable(),
      amount: z.int(),
      tax: z.int().nullable(),
      orderNumber: z.string().nullable(),
      batch: z.string().nullable(),
      batchSince: z.iso.date().nullable(),
    }),
  ),
});

const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
  offset: z.coerce.number().int().min(0).optional(),
});

export const orderRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/orders',
    permission: 'orders.read',
    customer: true,
    summary: 'Orders and returns of the customer, newest first',
    query: page,
    reply: z.object({ items: z.array(z.object(summary)), total: z.int() }),
    handle: async ({ customerId, query, db }) => {
      const { items, total } = await listOrders(db, customerId, pageQuery(query));
      return { items: [...items], total };
    },
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/second-party-orders',
    permission: 'orders.read',
    customer: true,
    summary: 'Orders of others (dealers) that name this customer as their second party, newest first',
    query: page,
    reply: z.object({
      items: z.array(z.object({ ...summary, buyer: z.object({ publicId: z.uuid(), name: z.string() }) })),
      total: z.int(),
    }),
    handle: async ({ customerId, query, scope, db }) => {
      const { items, total } = await listOrdersAsSecondParty(db, customerId, scope, pageQuery(query));
      return { items: [...items], total };
    },
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/shipments',
    permission: 'orders.read',
    customer: true,
    summary: 'Shipments to the customer with their lines and lots, newest first',
    query: page,
    reply: z.object({ items: z.array(shipment), total: z.int() }),
    handle: async ({ customerId, query, db }) => {
      const { items, total } = await listShipments(db, customerId, pageQuery(query));
      return { items: items.map((item) => ({ ...item, lines: [...item.lines] })), total };
    },
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/orders/:id',
    permission: 'orders.read',
    customer: true,
    summary: 'One order with its lines',
    params: z.strictObject({ publicId: z.uuid(), id: z.uuid() }),
    reply: z.object({ ...summary, items: z.array(line) }),
    handle: ({ customerId, params, db }) => readOrder(db, customerId, params.id),
  }),
];
