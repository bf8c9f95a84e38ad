import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, PAGE_OFFSET_MAX } from '../../kernel/pages.ts';
import { readTrail, TRAILS } from './trail-queries.ts';

const detail = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

const trailEntry = z.object({
  id: z.uuid(),
  at: z.date(),
  action: z.enum(TRAILS),
  subject: z.string(),
  subjectId: z.string().nullable(),
  by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  customer: z.object({ publicId: z.uuid(), name: z.string() }).nullable(),
  details: z.record(z.string(), detail),
});

export const trailRoutes = [
  route({
    method: 'GET',
    path: '/api/trail',
    permission: 'audit.read',
    summary: 'Who carried customers away as a file, looked at whose number, took from the pool; newest first',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT),
      offset: z.coerce.number().int().min(0).max(PAGE_OFFSET_MAX).default(0),
      action: z.enum(TRAILS).optional(),
      memberId: z.uuid().optional(),
    }),
    reply: z.object({ items: z.array(trailEntry), total: z.int() }),
    handle: ({ db, query }) => readTrail(db, query),
  }),
];
