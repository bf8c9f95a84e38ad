import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert, isAppError, sentence } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as audit } from '../audit/audit.ts';
import { activatePlan, addPlanVersion, type ReadyMade, readyMadeText, understand } from '../plans/plans.ts';
import { enqueueActivation } from './announcing-jobs.ts';
import { findRequest, type InForce, listActivations, readInForce, textOfVersion } from './queries.ts';
import { type EndingKind, isSecondPerson, type PlanRequest, type RequestState, requestState } from './request.ts';

export { askDryRun, type Side, textOf, tryPlan } from './dry-run-acts.ts';
export { findDryRun, withNames } from './dry-run-queries.ts';
export { findVersion, listActivations, listRequests, listVersions, shownRequest } from './queries.ts';
export type { RequestState, VersionState } from './request.ts';

export interface NewVersion {
  readonly text: string;
  readonly reason: string;
  /** The version that the text began from; null: from nothing. */
  readonly basedOn: number | null;
  /** The newest version that the author knows; the base unless said. */
  readonly newestSeen?: number;
}

/**
 * Keeps a text as the next version; answers which. The same text as the newest version is that one. Throws
 * `plan_invalid`, and `plan_base_stale` where somebody saved a version that the author has not seen.
 */
export async function saveVersion(trx: Trx, act: Act, wanted: NewVersion): Promise<number> {
  await lockPlan(trx);
  const { text, reason, basedOn, newestSeen = basedOn ?? 0 } = wanted;
  if (basedOn !== null) await textOfVersion(trx, basedOn);
  const newest = await newestVersion(trx);
  const version = await addPlanVersion(trx, act, text, reason, basedOn);
  if (version === newest?.version) return version;
  if (newest !== null && newest.version > newestSeen) {
    throw new AppError('plan_base_stale', { version: newest.version, author: newest.author ?? 'changke' });
  }
  await audit(trx, act, { action: 'created', subject: 'plan', subjectId: String(version), details: { basedOn } });
  return version;
}

/** What people decide about the plan, they decide one after the other. */
async function lockPlan(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('plan versions'))`.execute(trx);
}

async function newestVersion(trx: Trx): Promise<{ version: number; author: string | null } | null> {
  const { rows } = await sql<{ version: number; author: string | null }>`
    select version, (select name from member where member.id = author_id) as author
    from plan_version order by version desc limit 1`.execute(trx);
  return rows[0] ?? null;
}

export interface ActivationWish {
  readonly version: number;
  readonly reason: string;
  /** Without one, at once. */
  readonly at?: Date;
}

/**
 * Asks that a version come into force: it does so at once where no second person is needed and no time is named. Answers
 * the request's id. Throws `plan_version_unknown`, `plan_invalid`, `plan_in_force_already`, `plan_request_open`,
 * `plan_time_past`.
 */
export async function askActivation(trx: Trx, act: Act, wish: ActivationWish): Promise<string> {
  return ask(trx, act, { ...wish, isRollback: false });
}

/**
 * Asks that an earlier version come into force again, without one the version before. Answers the request's id. Throws
 * as `askActivation`, and `plan_never_in_force` and `plan_nothing_before`.
 */
export async function rollBack(
  trx: Trx,
  act: Act,
  { version, reason }: { readonly version?: number; readonly reason: string },
): Promise<string> {
  const { version: inForce } = await readInForce(trx);
  const past = (await listActivations(trx)).map((activation) => activation.version);
  const wanted = version ?? past.find((each) => each !== inForce);
  if (wanted === undefined) throw new AppError('plan_nothing_before');
  if (!past.includes(wanted)) throw new AppError('plan_never_in_force', { version: wanted });
  return ask(trx, act, { version: wanted, reason, isRollback: true });
}

/** Puts a ready-made plan in force, as far as one person may. */
export async function activateReadyMade(
  trx: Trx,
  act: Act,
  name: ReadyMade,
  reason: string,
): Promise<{ version: number; state: RequestState }> {
  await lockPlan(trx);
  const inForce = await readInForce(trx);
  const version = await addPlanVersion(trx, act, readyMadeText(name), reason, inForce.version);
  if (version === inForce.version) return { version, state: 'activated' };
  const id = await askActivation(trx, act, { version, reason });
  return { version, state: requestState(await findRequest(trx, id), inForce.rule) };
}

async function ask(trx: Trx, act: Act, wish: ActivationWish & { readonly isRollback: boolean }): Promise<string> {
  await lockPlan(trx);
  const { version, reason, at = null, isRollback } = wish;
  understand(await textOfVersion(trx, version));
  const inForce = await readInForce(trx);
  if (inForce.version === version) throw new AppError('plan_in_force_already', { version });
  if (at !== null && at <= act.at) throw new AppError('plan_time_past');
  if (await isAskedFor(trx, version)) throw new AppError('plan_request_open', { version });
  const id = newId(act.at);
  await sql`
    insert into plan_request (id, version, over_version, is_rollback, reason, activate_at, asked_at, asked_by)
    values (${id}, ${version}, ${inForce.version}, ${isRollback}, ${reason}, ${at}, ${act.at}, ${act.memberId})`.execute(
    trx,
  );
  const details = { version, rollback: isRollback, at: at?.toISOString() ?? null };
  await audit(trx, act, { action: 'created', subject: 'plan_request', subjectId: id, details });
  await settleRequest(trx, act, id);
  return id;
}

async function isAskedFor(trx: Trx, version: number): Promise<boolean> {
  const { rows } = await sql`
    select from plan_request request where version = ${version}
      and not exists (select from plan_request_ending where request_id = request.id)`.execute(trx);
  return rows.length > 0;
}

/**
 * Carries a request as far as it may go now: into force, or to the time that was named. It ends without effect where
 * another version has come into force since it was asked. Doing it twice is harmless.
 */
export async function settleRequest(trx: Trx, act: Act, id: string): Promise<void> {
  await lockPlan(trx);
  const request = await findRequest(trx, id);
  if (request.ending !== null) return;
  const inForce = await readInForce(trx);
  if (inForce.version !== request.overVersion) {
    await endRequest(trx, act, request, { kind: 'overtaken' });
  } else if (requestState(request, inForce.rule) === 'scheduled') {
    await carryOut(trx, act, request);
  }
}

/** Looks at every open request whose time has come: what a lost job left behind is done here. */
export async function settleDueRequests(trx: Trx, act: Act): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from plan_request request where activate_at <= ${act.at}
      and not exists (select from plan_request_ending where request_id = request.id)
    order by activate_at, id`.execute(trx);
  for (const { id } of rows) await settleRequest(trx, act, id);
}

async function carryOut(trx: Trx, act: Act, request: PlanRequest): Promise<void> {
  if (request.at !== null && request.at > act.at) return enqueueActivation(trx, request.id, request.at);
  try {
    understand(await textOfVersion(trx, request.version));
  } catch (error) {
    if (!isAppError(error, 'plan_invalid')) throw error;
    const [zh, en] = [sentence(error.code, error.params, 'zh'), sentence(error.code, error.params, 'en')];
    return endRequest(trx, act, request, { kind: 'failed', reason: `${zh} ${en}` });
  }
  // Who asked puts it in force, whoever approved it and whichever process does it.
  const asker = { ...act, memberId: request.askedBy?.id ?? null };
  const activationId = await activatePlan(trx, asker, request.version);
  assert(activationId !== null, 'a version that was not in force comes into force');
  await endRequest(trx, asker, request, { kind: 'activated', activationId });
  await overtakeOthers(trx, act);
}

/** What others asked for was a step from the version before. */
async function overtakeOthers(trx: Trx, act: Act): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from plan_request request
    where not exists (select from plan_request_ending where request_id = request.id) order by id`.execute(trx);
  for (const { id } of rows) await endRequest(trx, act, await findRequest(trx, id), { kind: 'overtaken' });
}

async function endRequest(
  trx: Trx,
  act: Act,
  { id, version }: PlanRequest,
  { kind, reason = '', activationId = null }: { kind: EndingKind; reason?: string; activationId?: string | null },
): Promise<void> {
  await sql`
    insert into plan_request_ending (request_id, kind, ended_at, ended_by, reason, activation_id)
    values (${id}, ${kind}, ${act.at}, ${act.memberId}, ${reason}, ${activationId})`.execute(trx);
  // The plan's own entry tells of an activation.
  if (kind === 'activated') return;
  await audit(trx, act, { action: kind, subject: 'plan_request', subjectId: id, details: { version } });
}

/**
 * The second person agrees: the version comes into force, or waits for its time. Throws `plan_request_unknown`,
 * `plan_request_ended`, `plan_no_approval_needed`, `plan_own_approval`.
 */
export async function approveRequest(trx: Trx, act: Act, id: string, note: string): Promise<void> {
  const { request, inForce } = await openRequest(trx, id);
  const { version } = request;
  // Where another version has come into force meanwhile there is nothing left to agree to.
  if (inForce.version !== request.overVersion) return settleRequest(trx, act, id);
  if (requestState(request, inForce.rule) !== 'awaiting_approval') {
    throw new AppError('plan_no_approval_needed', { version });
  }
  if (!isSecondPerson(request, act.memberId)) throw new AppError('plan_own_approval', { version });
  await sql`
    insert into plan_request_approval (request_id, approved_at, approved_by, note)
    values (${id}, ${act.at}, ${act.memberId}, ${note})`.execute(trx);
  await audit(trx, act, { action: 'approved', subject: 'plan_request', subjectId: id, details: { version } });
  await settleRequest(trx, act, id);
}

/** Somebody who may approve says no, and why. Throws `plan_request_unknown`, `plan_request_ended`. */
export async function refuseRequest(trx: Trx, act: Act, id: string, reason: string): Promise<void> {
  const { request } = await openRequest(trx, id);
  await endRequest(trx, act, request, { kind: 'refused', reason });
}

/** A wish is taken back, also one that waits for its time. Throws `plan_request_unknown`, `plan_request_ended`. */
export async function withdrawRequest(trx: Trx, act: Act, id: string, reason: string): Promise<void> {
  const { request } = await openRequest(trx, id);
  await endRequest(trx, act, request, { kind: 'withdrawn', reason });
}

async function openRequest(trx: Trx, id: string): Promise<{ request: PlanRequest; inForce: InForce }> {
  await lockPlan(trx);
  const request = await findRequest(trx, id);
  if (request.ending !== null) throw new AppError('plan_request_ended', { version: request.version });
  return { request, inForce: await readInForce(trx) };
}
