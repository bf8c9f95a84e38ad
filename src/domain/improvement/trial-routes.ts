import { z } from 'zod';
import { route } from '../../http/route.ts';
import { diffPlans } from '../../plan/diff.ts';
import { parsePlan } from '../../plan/parse-plan.ts';
import { PLAN_TEXT_MAX } from '../../plan/plan-source.ts';
import { understand } from '../plans/plans.ts';
import { askDryRun, findDryRun, textOf } from './improvement.ts';
import { changeReply, dryRunReply, problemReply } from './replies.ts';

const text = z.string().min(1).max(PLAN_TEXT_MAX);
const side = z.union([z.strictObject({ text }), z.strictObject({ version: z.int().min(1).max(2_147_483_647) })]);

export const trialRoutes = [
  route({
    method: 'POST',
    path: '/api/plan-checks',
    permission: 'plan.read',
    summary: 'What is wrong with the text of a plan, with its places, in both languages',
    body: z.strictObject({ text }),
    reply: z.object({ problems: z.array(problemReply) }),
    handle: ({ body }) => ({ problems: parsePlan(body.text).problems }),
  }),
  route({
    method: 'POST',
    path: '/api/plan-diffs',
    permission: 'plan.read',
    summary: 'What one text or version of the plan says otherwise than another, in sentences',
    body: z.strictObject({ before: side, after: side }),
    reply: z.object({ changes: z.array(changeReply) }),
    handle: async ({ db, body }) => {
      const [before, after] = [await textOf(db, body.before), await textOf(db, body.after)];
      return { changes: diffPlans(understand(before), understand(after)) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/plan-dry-runs',
    permission: 'plan.approve',
    summary: 'Tries a text or version on the live data and changes nothing; a large book is tried beside the work',
    body: side,
    reply: dryRunReply,
    handle: async ({ db, act, principal: { memberId }, scope, request: { language }, body }) =>
      findDryRun(db, { memberId, scope, language }, await askDryRun(db, act, body)),
  }),
  route({
    method: 'GET',
    path: '/api/plan-dry-runs/:id',
    permission: 'plan.approve',
    summary: 'How far a dry run is and what it found, for who asked, for a day',
    params: z.strictObject({ id: z.uuid() }),
    reply: dryRunReply,
    handle: ({ db, principal: { memberId }, scope, request: { language }, params: { id } }) =>
      findDryRun(db, { memberId, scope, language }, id),
  }),
];
