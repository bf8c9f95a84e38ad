import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { parsePlan } from '../../plan/parse-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Problem } from '../../plan/problem.ts';
import { record as audit } from '../audit/audit.ts';
import { publishActivated } from './announcing-jobs.ts';
import { type ExtendedPlan, type OwnSegment, withOwnSegments } from './own-segment.ts';
import { readOwnSegments } from './own-segment-queries.ts';

export { type ExtendedPlan, filePlanOf, type OwnSegment, withOwnSegments } from './own-segment.ts';
export { addOwnSegment, changeOwnSegment, type SegmentWish, withdrawOwnSegment } from './own-segment-acts.ts';
export { ownSegmentVersions } from './own-segment-queries.ts';

/** One version of the plan as it is in force: its text, what was understood of it, and who put it in force when. */
export interface ActivePlan {
  readonly version: number;
  readonly text: string;
  /** The file's, with the own segments behind its segments. */
  readonly plan: Plan;
  /** The own segments in their places, the withdrawn ones too, and what is wrong with those that do not fit the plan. */
  readonly own: readonly OwnSegment[];
  readonly ownProblems: ExtendedPlan['problems'];
  readonly reason: string;
  readonly activatedAt: Date;
  readonly activatedBy: { readonly id: string; readonly name: string } | null;
}

export interface PlanVersion {
  readonly version: number;
  readonly name: string;
  readonly createdAt: Date;
  readonly reason: string;
  readonly active: boolean;
}

/** The plans that come with the program: files of the folder `plans/`. */
export const READY_MADE = ['building-materials', 'retail'] as const;
export type ReadyMade = (typeof READY_MADE)[number];

/** The text of a ready-made plan. */
export function readyMadeText(name: ReadyMade): string {
  return readFileSync(new URL(`../../../plans/${name}.yaml`, import.meta.url), 'utf8');
}

const VERSIONS_SHOWN_MAX = 100;

/** Parsed texts by checksum: a version never changes, so what was understood of it never does either. */
const understood = new Map<string, Plan>();
const UNDERSTOOD_MAX = 32;
const extendedPlans = new Map<string, ExtendedPlan>();

/**
 * Keeps a text as the next version; the same text as the newest one adds none. Answers the version.
 * A text with a mistake is refused with the first mistake's place and sentence.
 */
export async function addPlanVersion(
  trx: Trx,
  act: Act,
  text: string,
  reason: string,
  basedOn: number | null = null,
): Promise<number> {
  const plan = understand(text);
  const checksum = checksumOf(text);
  // Versions are numbered one after the other, whoever saves at the same moment.
  await sql`select pg_advisory_xact_lock(hashtext('plan versions'))`.execute(trx);
  const newest = await trx
    .selectFrom('plan_version')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest?.checksum === checksum) return newest.version;
  const version = (newest?.version ?? 0) + 1;
  const said = { name: plan.name, text, checksum, reason, based_on: basedOn };
  const row = { version, ...said, author_id: act.memberId, created_at: act.at };
  await trx.insertInto('plan_version').values(row).execute();
  return version;
}

/**
 * Puts a version in force, and has the book judged by it; answers the activation's id. Where the version is in force
 * already, nothing happens and the answer is null.
 */
export async function activatePlan(trx: Trx, act: Act, version: number): Promise<string | null> {
  const exists = await trx
    .selectFrom('plan_version')
    .select('version')
    .where('version', '=', version)
    .executeTakeFirst();
  if (!exists) throw new AppError('plan_version_unknown', { version });
  const active = await newestActivation(trx);
  if (active?.version === version) return null;
  const row = { id: newId(act.at), version, activated_at: act.at, activated_by: act.memberId };
  await trx.insertInto('plan_activation').values(row).execute();
  const details = { before: active?.version ?? null };
  await audit(trx, act, { action: 'activated', subject: 'plan', subjectId: String(version), details });
  await publishActivated(trx, version);
  return row.id;
}

/** The version in force and its text as it was written; null where none was ever activated. */
export async function versionInForce(db: Db): Promise<{ version: number; text: string; activatedAt: Date } | null> {
  const row = await newestActivation(db);
  return row ? { version: row.version, text: row.text, activatedAt: row.activated_at } : null;
}

/** The plan in force, or null where none was ever activated. */
export async function findActivePlan(db: Db): Promise<ActivePlan | null> {
  const row = await newestActivation(db);
  return row ? activePlanOf(row, await readOwnSegments(db)) : null;
}

/** The plan in force; its absence is answered with what to do. */
export async function activePlan(db: Db): Promise<ActivePlan> {
  const found = await findActivePlan(db);
  if (!found) throw new AppError('plan_missing');
  return found;
}

/** By version: the plans that were meant when something was said under them. Unknown versions are missing. */
export async function plansOfVersions(db: Db, versions: readonly number[]): Promise<Map<number, Plan>> {
  if (versions.length === 0) return new Map();
  const rows = await db
    .selectFrom('plan_version')
    .select(['version', 'text'])
    .where('version', 'in', versions)
    .execute();
  return new Map(rows.map(({ version, text }) => [version, understand(text)]));
}

/** The versions, newest first. */
export async function planVersions(db: Db): Promise<PlanVersion[]> {
  const active = await newestActivation(db);
  const rows = await db
    .selectFrom('plan_version')
    .select(['version', 'name', 'created_at as createdAt', 'reason'])
    .orderBy('version', 'desc')
    .limit(VERSIONS_SHOWN_MAX)
    .execute();
  return rows.map((row) => ({ ...row, active: row.version === active?.version }));
}

/** When which version came into force, the newest ones, oldest first. */
export async function planActivations(db: Db): Promise<{ version: number; at: Date }[]> {
  const rows = await db
    .selectFrom('plan_activation')
    .select(['version', 'activated_at as at'])
    .orderBy('activated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(VERSIONS_SHOWN_MAX)
    .execute();
  return rows.reverse();
}

function newestActivation(db: Db) {
  return db
    .selectFrom('plan_activation')
    .innerJoin('plan_version', 'plan_version.version', 'plan_activation.version')
    .leftJoin('member', 'member.id', 'plan_activation.activated_by')
    .select([
      'plan_version.version',
      'plan_version.text',
      'plan_version.reason',
      'plan_activation.activated_at',
      'member.id as memberId',
      'member.name as memberName',
    ])
    .orderBy('plan_activation.activated_at', 'desc')
    .orderBy('plan_activation.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

type ActivationRow = NonNullable<Awaited<ReturnType<typeof newestActivation>>>;

function activePlanOf(row: ActivationRow, own: readonly OwnSegment[]): ActivePlan {
  const { memberId, memberName } = row;
  const { plan, problems } = extended(row.text, own);
  return {
    version: row.version,
    text: row.text,
    plan,
    own,
    ownProblems: problems,
    reason: row.reason,
    activatedAt: row.activated_at,
    activatedBy: memberId && memberName ? { id: memberId, name: memberName } : null,
  };
}

/** The same object for the same plan and own segments, so that it is compiled once. */
function extended(text: string, own: readonly OwnSegment[]): ExtendedPlan {
  const state = [checksumOf(text), ...own.map(({ version }) => version)].join(' ');
  const known = extendedPlans.get(state);
  if (known) return known;
  const made = withOwnSegments(understand(text), own);
  if (extendedPlans.size >= UNDERSTOOD_MAX) extendedPlans.clear();
  extendedPlans.set(state, made);
  return made;
}

/** The plan that a text says; throws `plan_invalid` with the first mistake's place and sentence. */
export function understand(text: string): Plan {
  const checksum = checksumOf(text);
  const known = understood.get(checksum);
  if (known) return known;
  const { plan, problems } = parsePlan(text);
  const [first] = problems;
  if (first) throw planInvalid(problems.length, first);
  assert(plan !== null, 'a text without problems is a plan');
  if (understood.size >= UNDERSTOOD_MAX) understood.clear();
  understood.set(checksum, plan);
  return plan;
}

function planInvalid(count: number, { line, column, zh, en }: Problem): AppError {
  return new AppError('plan_invalid', { count, line, column, zh, en });
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
