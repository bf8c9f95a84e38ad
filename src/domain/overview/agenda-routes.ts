import { z } from 'zod';
import { route } from '../../http/route.ts';
import { agenda } from './agenda-queries.ts';

const named = z.object({ publicId: z.uuid(), name: z.string() });

export const agendaRoutes = [
  route({
    method: 'GET',
    path: '/api/agenda',
    permission: 'customers.read',
    summary: 'What comes up for me: dates of two weeks, hand-overs to receive, my promises past their day',
    reply: z.object({
      dates: z.array(
        z.object({
          customer: named,
          kind: z.string(),
          on: z.iso.date(),
          who: z.string().nullable(),
          years: z.int().nullable(),
        }),
      ),
      handOvers: z.object({
        total: z.int(),
        items: z.array(
          z.object({ id: z.uuid(), text: z.string(), dueOn: z.iso.date().nullable(), customer: z.string() }),
        ),
      }),
      promises: z.object({
        total: z.int(),
        items: z.array(z.object({ id: z.uuid(), customer: named, text: z.string(), dueOn: z.iso.date() })),
      }),
    }),
    handle: ({ db, act, principal, scope }) => agenda(db, act, principal.memberId, scope),
  }),
];
