import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, pageQuery } from '../../kernel/pages.ts';
import { completeOwnTask, completeTask, createTask, listTasks } from './tasks.ts';

const MINUTES_MAX = 8 * 60;
const sentence = z.string().trim().min(1).max(500);

const taskReply = z.object({
  id: z.uuid(),
  customer: z.object({ publicId: z.uuid(), name: z.string(), reachable: z.boolean() }),
  title: z.string(),
  why: z.string(),
  minutes: z.int(),
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  dueAt: z.date().nullable(),
  createdAt: z.date(),
  completion: z.object({ outcome: z.string(), completedAt: z.date() }).nullable(),
});

export const taskRoutes = [
  route({
    method: 'GET',
    path: '/api/tasks',
    permission: 'tasks.read',
    summary: 'My tasks by due time, also of customers I do not reach; with owner=all those of every customer I reach',
    query: z.strictObject({
      owner: z.enum(['me', 'all']).default('me'),
      state: z.enum(['open', 'done']).default('open'),
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
      offset: z.coerce.number().int().min(0).optional(),
    }),
    reply: z.object({ items: z.array(taskReply), total: z.int() }),
    handle: async ({ query: { owner, state, ...page }, principal, scope, db }) => {
      const ownerId = owner === 'me' ? principal.memberId : undefined;
      const { items, total } = await listTasks(db, { scope, ownerId, state }, pageQuery(page));
      return { items: [...items], total };
    },
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/tasks',
    permission: 'tasks.write',
    customer: true,
    summary: 'Creates a task for the customer, mine unless said',
    body: z.strictObject({
      title: sentence,
      why: sentence.optional(),
      minutes: z.int().min(1).max(MINUTES_MAX).optional(),
      ownerId: z.uuid().nullable().optional(),
      dueAt: z.iso
        .datetime({ offset: true })
        .transform((text) => new Date(text))
        .nullish(),
    }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, principal, act, db }) => {
      const task = { ownerId: principal.memberId, ...body, customerId };
      return db.transaction().execute(async (trx) => ({ id: await createTask(trx, act, task) }));
    },
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/tasks/:id/completions',
    permission: 'tasks.write',
    customer: true,
    summary: 'Completes a task with what came of it',
    params: z.strictObject({ publicId: z.uuid(), id: z.uuid() }),
    body: z.strictObject({ outcome: sentence }),
    handle: ({ customerId, params, body, act, db }) =>
      db.transaction().execute((trx) => completeTask(trx, act, { customerId, taskId: params.id }, body.outcome)),
  }),
  route({
    method: 'POST',
    path: '/api/tasks/:id/completions',
    permission: 'tasks.write',
    summary: 'Completes a task of my own, also where I do not reach its customer',
    params: z.strictObject({ id: z.uuid() }),
    body: z.strictObject({ outcome: sentence }),
    handle: ({ params, body, principal, act, db }) => {
      const given = { memberId: principal.memberId, taskId: params.id, outcome: body.outcome };
      return db.transaction().execute((trx) => completeOwnTask(trx, act, given));
    },
  }),
];
