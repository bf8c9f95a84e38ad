import { z } from 'zod';
import { route } from '../../http/route.ts';
import { firstLook, stockList } from './first-look-queries.ts';
import { customerRef, person, said, shownCase } from './replies.ts';

export const firstLookRoutes = [
  route({
    method: 'GET',
    path: '/api/first-look',
    permission: 'overview.read',
    summary: 'Who is leaving and worth how much; of those already lost, since when it could have been seen',
    reply: z.object({
      waiting: z.int(),
      leaving: z.object({
        customers: z.int(),
        amountYear: z.int(),
        items: z.array(
          z.object({
            customer: customerRef,
            amountYear: z.int(),
            lastOrderOn: z.iso.date().nullable(),
            cause: said.nullable(),
            owner: person.nullable(),
          }),
        ),
      }),
      lost: z.object({
        customers: z.int(),
        items: z.array(
          z.object({
            customer: customerRef,
            lastOrderOn: z.iso.date(),
            amountBefore: z.int(),
            turnedOn: z.iso.date().nullable(),
          }),
        ),
      }),
    }),
    handle: ({ db, act, scope }) => firstLook(db, act.clock, scope),
  }),
  route({
    method: 'GET',
    path: '/api/stock-list',
    permission: 'warnings.read',
    summary: 'What was already so when the data came in (存量盘点), the largest first, so many a week',
    reply: z.object({
      perWeek: z.int(),
      total: z.int(),
      done: z.int(),
      amount: z.int(),
      thisWeek: z.array(shownCase),
      later: z.int(),
    }),
    handle: ({ db, act, scope }) => stockList(db, act.clock, scope),
  }),
];
