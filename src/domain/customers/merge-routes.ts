import { z } from 'zod';
import type { Db } from '../../database/connect.ts';
import type { CustomerScope } from '../../http/permissions.ts';
import { route } from '../../http/route.ts';
import { AppError } from '../../kernel/errors.ts';
import { PAGE_LIMIT_MAX, PAGE_OFFSET_MAX } from '../../kernel/pages.ts';
import { findCustomer } from './customers.ts';
import { mergeCustomers, previewMerge, undoMerge } from './merge-acts.ts';
import { checkMergeInScope, listMerges } from './merge-queries.ts';
import { mergeFields } from './merging.ts';

const REASON_MAX = 500;
const side = z.enum(['survivor', 'merged']);
const field = z.enum(mergeFields);
const pair = { survivor: z.uuid(), merged: z.uuid() };
const person = z.object({ id: z.uuid(), name: z.string() });
const customer = z.object({ publicId: z.uuid(), name: z.string() });
const doubt = z.enum(['tax_numbers_differ', 'groups_differ', 'branches_of_group', 'kinds_differ', 'places_differ']);

const previewReply = z.object({
  counts: z.record(z.string(), z.int()),
  kept: z.record(z.string(), z.int()),
  renumbered: z.array(z.object({ from: z.string(), to: z.string() })),
  conflicts: z.array(
    z.object({ field, survivor: z.string().nullable(), merged: z.string().nullable(), proposed: side }),
  ),
  doubts: z.array(doubt),
});

const mergeReply = z.object({
  id: z.uuid(),
  survivor: customer,
  merged: customer,
  reason: z.string(),
  mergedAt: z.date(),
  mergedBy: person.nullable(),
  undoneAt: z.date().nullable(),
  undoneBy: person.nullable(),
  moved: z.int(),
  waitsFor: z.string().nullable(),
});

/** Both have to lie in the caller's scope, else they are not found. An old address counts as the customer it leads to. */
async function pairInScope(db: Db, given: { survivor: string; merged: string }, scope: CustomerScope) {
  const survivorId = await findCustomer(db, given.survivor, scope);
  const mergedId = await findCustomer(db, given.merged, scope);
  if (survivorId === null || mergedId === null) throw new AppError('customer_not_found');
  return { survivorId, mergedId };
}

export const mergeRoutes = [
  route({
    method: 'GET',
    path: '/api/merge-previews',
    permission: 'customers.merge',
    summary: 'What a merge would move, where the two differ, and what speaks against it; nothing is changed',
    query: z.strictObject(pair),
    reply: previewReply,
    handle: async ({ db, query, scope, act }) => previewMerge(db, act, await pairInScope(db, query, scope)),
  }),
  route({
    method: 'GET',
    path: '/api/merges',
    permission: 'customers.merge',
    summary: 'The merges, newest first, those that were undone too',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
      offset: z.coerce.number().int().min(0).max(PAGE_OFFSET_MAX).default(0),
    }),
    reply: z.object({ items: z.array(mergeReply), total: z.int() }),
    handle: ({ db, query, scope }) => listMerges(db, scope, query),
  }),
  route({
    method: 'POST',
    path: '/api/merges',
    permission: 'customers.merge',
    summary: 'Makes one customer of two; everything moves to the survivor and can be taken back',
    body: z.strictObject({
      ...pair,
      choices: z.partialRecord(field, side).default({}),
      reason: z.string().trim().max(REASON_MAX).default(''),
    }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ db, body: { choices, reason, ...both }, scope, act }) =>
      db.transaction().execute(async (trx) => {
        const wish = { ...(await pairInScope(trx, both, scope)), choices, reason };
        return { id: await mergeCustomers(trx, act, wish) };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/merges/:id/reversal',
    permission: 'customers.merge',
    summary: 'Takes a merge back: the merged-away customer stands again as it was',
    params: z.strictObject({ id: z.uuid() }),
    reply: z.object({ publicId: z.uuid() }),
    handle: ({ db, params, scope, act }) =>
      db.transaction().execute(async (trx) => {
        await checkMergeInScope(trx, params.id, scope);
        return { publicId: await undoMerge(trx, act, params.id) };
      }),
  }),
];
