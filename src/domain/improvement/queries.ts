import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { AppError, isAppError } from '../../kernel/errors.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import { understand, versionInForce } from '../plans/plans.ts';
import {
  type ApprovalRule,
  type EndingKind,
  isSecondPerson,
  type Person,
  type PlanRequest,
  type RequestState,
  requestState,
  type VersionState,
  versionState,
} from './request.ts';

const ACTIVATIONS_SHOWN_MAX = 100;

/** A request as a page shows it to one member. */
export interface ShownRequest extends PlanRequest {
  readonly state: RequestState;
  /** It waits for a second person, and this member would be one. */
  readonly mayApprove: boolean;
}

/** A version with who wrote it, what it came from and where it stands. */
export interface Version {
  readonly version: number;
  readonly name: string;
  /** Null: the program itself. */
  readonly author: Person | null;
  readonly createdAt: Date;
  readonly reason: string;
  readonly basedOn: number | null;
  readonly state: VersionState;
  readonly inForceSince: Date | null;
  /** The open one, else the last one. */
  readonly request: ShownRequest | null;
}

export interface VersionList extends Page<Version> {
  readonly approval: ApprovalRule;
  readonly inForce: number | null;
  readonly newest: number | null;
}

/** What is in force now, and whether it asks for a second person before another version may be. */
export interface InForce {
  readonly version: number | null;
  readonly since: Date | null;
  readonly rule: ApprovalRule;
}

export async function readInForce(db: Db): Promise<InForce> {
  const found = await versionInForce(db);
  return { version: found?.version ?? null, since: found?.activatedAt ?? null, rule: ruleOf(found?.text ?? null) };
}

/** A text that today's program no longer understands rules nothing: whoever mends it must be able to. */
function ruleOf(text: string | null): ApprovalRule {
  if (text === null) return 'none';
  try {
    return understand(text).approval;
  } catch (error) {
    if (isAppError(error, 'plan_invalid')) return 'none';
    throw error;
  }
}

/** The versions, newest first, as one member may act on them. */
export async function listVersions(db: Db, memberId: string | null, page: PageQuery): Promise<VersionList> {
  const rows = await readVersions(db, sql`true`, page);
  const { rows: counts } = await sql<{ total: number; newest: number | null }>`
    select count(*) as total, max(version) as newest from plan_version`.execute(db);
  const { total, newest } = counts[0] ?? { total: 0, newest: null };
  const { rule: approval, version: inForce } = await readInForce(db);
  return { items: await withStates(db, memberId, rows), total, approval, inForce, newest };
}

/** One version with its text. Throws `plan_version_unknown`. */
export async function findVersion(
  db: Db,
  memberId: string | null,
  version: number,
): Promise<Version & { readonly text: string }> {
  const rows = await readVersions(db, sql`plan_version.version = ${version}`, { limit: 1, offset: 0 });
  const [found] = await withStates(db, memberId, rows);
  if (found === undefined) throw new AppError('plan_version_unknown', { version });
  return { ...found, text: await textOfVersion(db, version) };
}

/** The text of a version as it was written. Throws `plan_version_unknown`. */
export async function textOfVersion(db: Db, version: number): Promise<string> {
  const row = await db.selectFrom('plan_version').select('text').where('version', '=', version).executeTakeFirst();
  if (row === undefined) throw new AppError('plan_version_unknown', { version });
  return row.text;
}

type VersionRow = Omit<Version, 'author' | 'state' | 'request' | 'inForceSince'> & {
  readonly authorId: string | null;
  readonly authorName: string | null;
  readonly wasInForce: boolean;
};

async function readVersions(db: Db, where: ReturnType<typeof sql>, page: PageQuery): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select plan_version.version, plan_version.name, plan_version.created_at as "createdAt", plan_version.reason,
      plan_version.based_on as "basedOn", author.id as "authorId", author.name as "authorName",
      exists (select from plan_activation where plan_activation.version = plan_version.version) as "wasInForce"
    from plan_version left join member author on author.id = plan_version.author_id
    where ${where}
    order by plan_version.version desc limit ${page.limit} offset ${page.offset}`.execute(db);
  return rows;
}

async function withStates(db: Db, memberId: string | null, rows: readonly VersionRow[]): Promise<Version[]> {
  const { version: inForce, since, rule } = await readInForce(db);
  const requests = await lastRequests(
    db,
    rows.map(({ version }) => version),
  );
  return rows.map(({ authorId, authorName, wasInForce, ...row }) => {
    const request = requests.get(row.version) ?? null;
    return {
      ...row,
      author: personOf(authorId, authorName),
      state: versionState(row.version, { inForce, request, wasInForce }, rule),
      inForceSince: row.version === inForce ? since : null,
      request: request && shown(request, rule, memberId),
    };
  });
}

/** By version: the request for it that is open, else the newest one. */
async function lastRequests(db: Db, versions: readonly number[]): Promise<Map<number, PlanRequest>> {
  const found = await readRequests(db, sql`request.version = any(${versions}::integer[])`, null);
  const byVersion = new Map<number, PlanRequest>();
  for (const request of found) {
    const known = byVersion.get(request.version);
    if (known === undefined || (known.ending !== null && request.ending === null)) {
      byVersion.set(request.version, request);
    }
  }
  return byVersion;
}

/** Requests, newest first, as one member may act on them. */
export async function listRequests(
  db: Db,
  memberId: string | null,
  wish: PageQuery & { readonly state?: 'open' | 'ended' },
): Promise<Page<ShownRequest>> {
  const where =
    wish.state === undefined ? sql`true` : sql`(ending.request_id is null) = ${wish.state === 'open'}::boolean`;
  const { rule } = await readInForce(db);
  const items = (await readRequests(db, where, wish)).map((request) => shown(request, rule, memberId));
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from plan_request request
    left join plan_request_ending ending on ending.request_id = request.id where ${where}`.execute(db);
  return { items, total: rows[0]?.total ?? 0 };
}

/** One request as it is shown to a member. Throws `plan_request_unknown`. */
export async function shownRequest(db: Db, memberId: string | null, id: string): Promise<ShownRequest> {
  return shown(await findRequest(db, id), (await readInForce(db)).rule, memberId);
}

/** One request. Throws `plan_request_unknown`. */
export async function findRequest(db: Db, id: string): Promise<PlanRequest> {
  const [found] = await readRequests(db, sql`request.id = ${id}::uuid`, { limit: 1, offset: 0 });
  if (found === undefined) throw new AppError('plan_request_unknown');
  return found;
}

function shown(request: PlanRequest, rule: ApprovalRule, memberId: string | null): ShownRequest {
  const state = requestState(request, rule);
  return { ...request, state, mayApprove: state === 'awaiting_approval' && isSecondPerson(request, memberId) };
}

interface RequestRow extends Omit<PlanRequest, 'askedBy' | 'approval' | 'ending'> {
  readonly askedById: string | null;
  readonly askedByName: string | null;
  readonly approvedById: string | null;
  readonly approvedByName: string | null;
  readonly approvedAt: Date | null;
  readonly note: string | null;
  readonly endedById: string | null;
  readonly endedByName: string | null;
  readonly endedAt: Date | null;
  readonly kind: EndingKind | null;
  readonly endingReason: string | null;
}

/** Requests, newest first; without a page all of them. */
async function readRequests(db: Db, where: ReturnType<typeof sql>, page: PageQuery | null): Promise<PlanRequest[]> {
  const { rows } = await sql<RequestRow>`
    select request.id, request.version, plan_version.name as "versionName", request.reason,
      request.is_rollback as rollback, request.activate_at as at, request.asked_at as "askedAt",
      request.over_version as "overVersion", plan_version.author_id as "authorId",
      asker.id as "askedById", asker.name as "askedByName",
      approver.id as "approvedById", approver.name as "approvedByName", approval.approved_at as "approvedAt", approval.note,
      ender.id as "endedById", ender.name as "endedByName", ending.ended_at as "endedAt", ending.kind,
      ending.reason as "endingReason"
    from plan_request request
    join plan_version on plan_version.version = request.version
    left join member asker on asker.id = request.asked_by
    left join plan_request_approval approval on approval.request_id = request.id
    left join member approver on approver.id = approval.approved_by
    left join plan_request_ending ending on ending.request_id = request.id
    left join member ender on ender.id = ending.ended_by
    where ${where}
    order by request.asked_at desc, request.id desc
    limit ${page?.limit ?? null} offset ${page?.offset ?? 0}`.execute(db);
  return rows.map(requestOf);
}

function requestOf(row: RequestRow): PlanRequest {
  const { id, version, versionName, reason, rollback, at, askedAt, authorId, overVersion } = row;
  const { approvedAt, note, endedAt, kind, endingReason } = row;
  return {
    ...{ id, version, versionName, reason, rollback, at, askedAt, authorId, overVersion },
    askedBy: personOf(row.askedById, row.askedByName),
    approval: approvedAt && { by: personOf(row.approvedById, row.approvedByName), at: approvedAt, note: note ?? '' },
    ending:
      kind && endedAt
        ? { kind, by: personOf(row.endedById, row.endedByName), at: endedAt, reason: endingReason ?? '' }
        : null,
  };
}

/** One coming into force. */
export interface Activation {
  readonly version: number;
  readonly name: string;
  readonly at: Date;
  readonly by: Person | null;
  readonly reason: string;
  readonly rollback: boolean;
  /** Null: it came into force without anybody having asked, before requests were kept. */
  readonly request: { readonly id: string; readonly askedBy: Person | null; readonly approvedBy: Person | null } | null;
}

/** When which version came into force, and why, newest first. */
export async function listActivations(db: Db): Promise<Activation[]> {
  const { rows } = await sql<ActivationRow>`
    select activation.version, plan_version.name, activation.activated_at as at,
      activator.id as "byId", activator.name as "byName",
      coalesce(request.reason, plan_version.reason) as reason, coalesce(request.is_rollback, false) as rollback,
      request.id as "requestId", asker.id as "askedById", asker.name as "askedByName",
      approver.id as "approvedById", approver.name as "approvedByName"
    from plan_activation activation
    join plan_version on plan_version.version = activation.version
    left join member activator on activator.id = activation.activated_by
    left join plan_request_ending ending on ending.activation_id = activation.id
    left join plan_request request on request.id = ending.request_id
    left join member asker on asker.id = request.asked_by
    left join plan_request_approval approval on approval.request_id = request.id
    left join member approver on approver.id = approval.approved_by
    order by activation.activated_at desc, activation.id desc limit ${ACTIVATIONS_SHOWN_MAX}`.execute(db);
  return rows.map(({ byId, byName, requestId, askedById, askedByName, approvedById, approvedByName, ...row }) => {
    const askedBy = personOf(askedById, askedByName);
    const approvedBy = personOf(approvedById, approvedByName);
    return { ...row, by: personOf(byId, byName), request: requestId && { id: requestId, askedBy, approvedBy } };
  }) as Activation[];
}

interface ActivationRow extends Omit<Activation, 'by' | 'request'> {
  readonly byId: string | null;
  readonly byName: string | null;
  readonly requestId: string | null;
  readonly askedById: string | null;
  readonly askedByName: string | null;
  readonly approvedById: string | null;
  readonly approvedByName: string | null;
}

function personOf(id: string | null, name: string | null): Person | null {
  return id === null || name === null ? null : { id, name };
}
