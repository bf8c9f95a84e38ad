import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, PAGE_OFFSET_MAX, pageQuery } from '../../kernel/pages.ts';
import { PLAN_TEXT_MAX } from '../../plan/plan-source.ts';
import { READY_MADE } from '../plans/plans.ts';
import {
  activateReadyMade,
  approveRequest,
  askActivation,
  findVersion,
  listActivations,
  listRequests,
  listVersions,
  refuseRequest,
  rollBack,
  saveVersion,
  shownRequest,
  withdrawRequest,
} from './improvement.ts';
import { activationReply, requestReply, requestStates, versionReply } from './replies.ts';

const reason = z.string().trim().min(1).max(500);
const versionNumber = z.int().min(1).max(2_147_483_647);
const ofVersion = z.strictObject({ version: z.coerce.number().pipe(versionNumber) });
const ofRequest = z.strictObject({ id: z.uuid() });
const page = {
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
  offset: z.coerce.number().int().min(0).max(PAGE_OFFSET_MAX).optional(),
};

export const improvementRoutes = [
  route({
    method: 'GET',
    path: '/api/plan-versions',
    permission: 'plan.read',
    summary: 'The versions of the plan, newest first: who wrote them, why, from which, and where they stand',
    query: z.strictObject(page),
    reply: z.object({
      approval: z.enum(['none', 'two_persons']),
      inForce: z.int().nullable(),
      newest: z.int().nullable(),
      items: z.array(versionReply),
      total: z.int(),
    }),
    handle: ({ db, principal, query }) => listVersions(db, principal.memberId, pageQuery(query)),
  }),
  route({
    method: 'GET',
    path: '/api/plan-versions/:version',
    permission: 'plan.read',
    summary: 'One version of the plan with its text',
    params: ofVersion,
    reply: versionReply.extend({ text: z.string() }),
    handle: ({ db, principal, params }) => findVersion(db, principal.memberId, params.version),
  }),
  route({
    method: 'POST',
    path: '/api/plan-versions',
    permission: 'plan.write',
    summary: 'Keeps a text as the next version; refused where somebody saved one that the author has not seen',
    body: z.strictObject({
      text: z.string().min(1).max(PLAN_TEXT_MAX),
      reason,
      basedOn: versionNumber.nullable(),
      newestSeen: versionNumber.optional(),
    }),
    reply: z.object({ version: z.int() }),
    handle: ({ db, act, body }) =>
      db.transaction().execute(async (trx) => ({ version: await saveVersion(trx, act, body) })),
  }),
  route({
    method: 'GET',
    path: '/api/plan-requests',
    permission: 'plan.read',
    summary: 'Who asked that a version come into force, newest first, and what became of it',
    query: z.strictObject({ ...page, state: z.enum(['open', 'ended']).optional() }),
    reply: z.object({ items: z.array(requestReply), total: z.int() }),
    handle: ({ db, principal, query: { state, ...wanted } }) =>
      listRequests(db, principal.memberId, { ...pageQuery(wanted), state }),
  }),
  route({
    method: 'POST',
    path: '/api/plan-requests',
    permission: 'plan.activate',
    summary: 'Asks that a version come into force, at once or at a time',
    body: z.strictObject({ version: versionNumber, reason, at: z.iso.datetime({ offset: true }).optional() }),
    reply: requestReply,
    handle: ({ db, act, body: { at, ...wish } }) =>
      db.transaction().execute(async (trx) => {
        const id = await askActivation(trx, act, { ...wish, at: at === undefined ? undefined : new Date(at) });
        return shownRequest(trx, act.memberId, id);
      }),
  }),
  route({
    method: 'POST',
    path: '/api/plan-rollbacks',
    permission: 'plan.activate',
    summary: 'Asks that an earlier version come into force again, without one the version before',
    body: z.strictObject({ reason, version: versionNumber.optional() }),
    reply: requestReply,
    handle: ({ db, act, body }) =>
      db.transaction().execute(async (trx) => shownRequest(trx, act.memberId, await rollBack(trx, act, body))),
  }),
  route({
    method: 'POST',
    path: '/api/plan-requests/:id/approval',
    permission: 'plan.approve',
    summary: 'The second person agrees: never who asked for the version or wrote it',
    params: ofRequest,
    body: z.strictObject({ note: z.string().trim().max(500).default('') }),
    reply: requestReply,
    handle: ({ db, act, params: { id }, body }) =>
      db.transaction().execute(async (trx) => {
        await approveRequest(trx, act, id, body.note);
        return shownRequest(trx, act.memberId, id);
      }),
  }),
  route({
    method: 'POST',
    path: '/api/plan-requests/:id/refusal',
    permission: 'plan.approve',
    summary: 'Somebody who may approve says no, and why',
    params: ofRequest,
    body: z.strictObject({ reason }),
    reply: requestReply,
    handle: ({ db, act, params: { id }, body }) =>
      db.transaction().execute(async (trx) => {
        await refuseRequest(trx, act, id, body.reason);
        return shownRequest(trx, act.memberId, id);
      }),
  }),
  route({
    method: 'POST',
    path: '/api/plan-requests/:id/withdrawal',
    permission: 'plan.activate',
    summary: 'Takes a request back, also one that waits for its time',
    params: ofRequest,
    body: z.strictObject({ reason }),
    reply: requestReply,
    handle: ({ db, act, params: { id }, body }) =>
      db.transaction().execute(async (trx) => {
        await withdrawRequest(trx, act, id, body.reason);
        return shownRequest(trx, act.memberId, id);
      }),
  }),
  route({
    method: 'GET',
    path: '/api/plan-activations',
    permission: 'plan.read',
    summary: 'When which version came into force and why, the newest hundred first',
    reply: z.object({ items: z.array(activationReply) }),
    handle: async ({ db }) => ({ items: await listActivations(db) }),
  }),
  route({
    method: 'POST',
    path: '/api/plan-activations',
    permission: 'plan.activate',
    summary: 'Puts a ready-made plan in force, as far as one person may',
    body: z.strictObject({ readyMade: z.enum(READY_MADE), reason }),
    reply: z.object({ version: z.int(), state: requestStates }),
    handle: ({ db, act, body }) =>
      db.transaction().execute((trx) => activateReadyMade(trx, act, body.readyMade, body.reason)),
  }),
];
