import { z } from 'zod';
import { route } from '../../http/route.ts';
import { groupPage } from './group-queries.ts';
import { groupSums } from './groups-queries.ts';
import { relationGraph } from './relation-queries.ts';
import { colour, customerRef, label, person } from './replies.ts';

const reference = z.object({ id: z.uuid(), name: z.string() });

export const groupRoutes = [
  route({
    method: 'GET',
    path: '/api/group-sums',
    permission: 'customers.read',
    summary: 'Every group with all that lies below it and in reach, the largest sum first',
    reply: z.object({
      items: z.array(
        z.object({
          group: reference,
          parent: z.string().nullable(),
          groups: z.int(),
          customers: z.int(),
          outside: z.int(),
          amountYear: z.int(),
          colour,
          score: z.number().nullable(),
        }),
      ),
    }),
    handle: async ({ db, scope }) => ({ items: await groupSums(db, scope) }),
  }),
  route({
    method: 'GET',
    path: '/api/groups/:id',
    permission: 'customers.read',
    summary: 'A group with all that lies below it: amounts, health, customers and sub-groups in reach',
    params: z.strictObject({ id: z.uuid() }),
    reply: z.object({
      group: reference,
      above: z.array(reference),
      groups: z.array(reference.extend({ customers: z.int(), amountYear: z.int() })),
      customers: z.int(),
      outside: z.int(),
      amountYear: z.int(),
      highestTier: label.nullable(),
      health: z.object({
        colour,
        score: z.number().nullable(),
        weighted: z.number().nullable(),
        judgedShare: z.number(),
        cappedBy: customerRef.nullable(),
      }),
      items: z.array(
        z.object({
          customer: customerRef,
          group: reference,
          amountYear: z.int(),
          lastOrderOn: z.iso.date().nullable(),
          warningLevel: z.int().nullable(),
          owner: person.nullable(),
        }),
      ),
    }),
    handle: ({ db, params, scope }) => groupPage(db, params.id, scope),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/relations',
    permission: 'customers.read',
    customer: true,
    summary: 'Who belongs together with the customer, by up to three steps',
    reply: z.object({
      nodes: z.array(customerRef.extend({ ring: z.int(), amountYear: z.int() })),
      edges: z.array(
        z.object({
          id: z.uuid(),
          from: z.uuid(),
          to: z.uuid(),
          kind: z.enum(['affiliate', 'dealer_of', 'referred_by', 'household']),
          since: z.iso.date().nullable(),
          until: z.iso.date().nullable(),
          note: z.string(),
        }),
      ),
      hidden: z.int(),
      isCut: z.boolean(),
    }),
    handle: ({ db, customerId, scope }) => relationGraph(db, customerId, scope),
  }),
];
