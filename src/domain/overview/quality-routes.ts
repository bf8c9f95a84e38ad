import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, PAGE_OFFSET_MAX } from '../../kernel/pages.ts';
import { FLAW_KEYS, type Flaw } from './quality.ts';
import { flawedCustomers, quality } from './quality-queries.ts';
import { customerRef, person, said } from './replies.ts';

const flaw = z.enum(FLAW_KEYS as [Flaw, ...Flaw[]]);
const flaws = z.object(Object.fromEntries(FLAW_KEYS.map((key) => [key, z.int()])) as Record<Flaw, z.ZodInt>);

export const qualityRoutes = [
  route({
    method: 'GET',
    path: '/api/quality',
    permission: 'quality.read',
    summary: 'What is missing, contradicting or outdated in the data of the customers in reach, in all and by owner',
    reply: z.object({
      customers: z.int(),
      completeness: z.number().nullable(),
      flaws,
      products: z.int(),
      owners: z.array(
        z.object({ owner: person.nullable(), customers: z.int(), completeness: z.number().nullable(), flaws }),
      ),
    }),
    handle: ({ db, act, scope }) => quality(db, { scope, clock: act.clock }),
  }),
  route({
    method: 'GET',
    path: '/api/quality/customers',
    permission: 'quality.read',
    summary: 'The customers with one flaw, those that buy most first',
    query: z.strictObject({
      flaw,
      owner: z.union([z.uuid(), z.literal('none')]).optional(),
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT),
      offset: z.coerce.number().int().min(0).max(PAGE_OFFSET_MAX).default(0),
    }),
    reply: z.object({
      items: z.array(
        z.object({
          customer: customerRef,
          owner: person.nullable(),
          version: z.int(),
          region: z.string().nullable(),
          terms: z.string().nullable(),
          pattern: z.string().nullable(),
          amountYear: z.int(),
          detail: said.nullable(),
        }),
      ),
      total: z.int(),
    }),
    handle: ({ db, act, scope, query }) => flawedCustomers(db, { ...query, scope, clock: act.clock }),
  }),
];
