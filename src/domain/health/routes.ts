import { z } from 'zod';
import { route } from '../../http/route.ts';
import { explain, healthStory } from './health.ts';

const colour = z.enum(['red', 'yellow', 'green', 'unknown']);
const said = z.object({ zh: z.string(), en: z.string() });
const named = { key: z.string(), name: z.string(), nameEn: z.string() };
const fact = z.object({
  id: z.uuid(),
  kind: z.string(),
  occurredAt: z.date(),
  recordedAt: z.date(),
  amount: z.number().nullable(),
});

const indicator = z.object({
  ...named,
  risk: z.enum(['need', 'relation', 'external']),
  value: z.number().nullable(),
  sentence: said,
  points: z.number().nullable(),
  colour,
  weight: z.number(),
  contribution: z.number().nullable(),
  maximum: z.number().nullable(),
  change: z.number().nullable(),
  facts: z.array(fact),
  factCount: z.int(),
});

export const receiptReply = z.object({
  asOf: z.iso.date(),
  knownAt: z.date(),
  planVersion: z.int(),
  planName: z.string(),
  health: z.object({
    score: z.number().nullable(),
    colour,
    pending: z.object({ colour, since: z.iso.date() }).nullable(),
    provisional: z.boolean(),
    coverage: z.number(),
    capChange: z.number(),
    previous: z.object({ asOf: z.iso.date(), score: z.number().nullable(), colour, capChange: z.number() }),
    caps: z.array(z.object({ ...named, max: z.number() })),
    newCustomer: z
      .object({
        met: z.int(),
        steps: z.array(z.object({ ...named, met: z.boolean().nullable() })),
      })
      .nullable(),
  }),
  indicators: z.array(indicator),
  tiers: z.object({ held: z.string().nullable(), proposed: z.string().nullable(), standing: z.number().nullable() }),
  stage: z.string().nullable(),
  segments: z.array(z.object(named)),
  warnings: z.array(
    z.object({ ...named, level: z.int(), since: z.iso.date(), facts: z.array(fact), factCount: z.int() }),
  ),
  held: z.array(z.object({ key: z.string(), reason: z.string() })),
  year: z.object({
    amount: z.int(),
    orders: z.int(),
    basis: z.enum(['ordered', 'shipped', 'invoiced', 'received']),
    tax: z.enum(['included', 'excluded']),
  }),
  facts: z.int(),
});

export const healthRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/receipt',
    permission: 'health.read',
    customer: true,
    summary: 'Why the health score is what it is, as of any day and with only what was known at any moment',
    query: z.strictObject({ asOf: z.iso.date().optional(), knownAt: z.iso.datetime({ offset: true }).optional() }),
    reply: receiptReply,
    handle: ({ db, act, customerId, query: { asOf, knownAt } }) =>
      explain(db, act.clock, customerId, { asOf, knownAt: knownAt === undefined ? undefined : new Date(knownAt) }),
  }),
  route({
    method: 'GET',
    path: '/api/customers/:publicId/health-history',
    permission: 'health.read',
    customer: true,
    summary: 'How the customer was judged over the last twelve months, and when plans came into force',
    reply: z.object({
      points: z.array(z.object({ asOf: z.iso.date(), score: z.number().nullable(), colour, planVersion: z.int() })),
      activations: z.array(z.object({ version: z.int(), at: z.date() })),
    }),
    handle: ({ db, act, customerId }) => healthStory(db, act.clock, customerId),
  }),
];
