import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, PAGE_OFFSET_MAX } from '../../kernel/pages.ts';
import { listEntries } from './audit.ts';

const detail = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

const entryReply = z.object({
  id: z.uuid(),
  at: z.date(),
  memberId: z.uuid().nullable(),
  action: z.string(),
  subject: z.string(),
  subjectId: z.string().nullable(),
  address: z.string().nullable(),
  details: z.record(z.string(), detail),
});

const entryQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT),
  offset: z.coerce.number().int().min(0).max(PAGE_OFFSET_MAX).default(0),
  memberId: z.uuid().optional(),
  action: z.string().max(50).optional(),
  subject: z.string().max(50).optional(),
  subjectId: z.string().max(100).optional(),
  since: z.coerce.date().optional(),
  before: z.coerce.date().optional(),
});

export const auditRoutes = [
  route({
    method: 'GET',
    path: '/api/audit-entries',
    permission: 'audit.read',
    summary: 'Who changed what, newest first; sign-ins and exports too',
    query: entryQuery,
    reply: z.object({ items: z.array(entryReply), total: z.int(), totalIsCapped: z.boolean().optional() }),
    handle: ({ db, query }) => listEntries(db, query),
  }),
];
