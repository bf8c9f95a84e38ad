import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { checkSegments, scopeBeside, segmentsIn } from '../../plan/compile-segment.ts';
import type { Plan } from '../../plan/plan.ts';
import { record as audit } from '../audit/audit.ts';
import { publishSegmentsChanged } from './announcing-jobs.ts';
import type { OwnSegment } from './own-segment.ts';
import { readOwnSegments } from './own-segment-queries.ts';

/** What a person writes of an own segment. */
export interface SegmentWish {
  readonly name: string;
  readonly nameEn?: string;
  readonly description?: string;
  readonly expression: string;
  readonly reason: string;
}

/** Places are never given up: so many segments a company may ever have thought of. */
const OWN_SEGMENTS_MAX = 200;

/** Adds an own segment beside those of the file's plan and answers its key. Throws `segment_invalid` with the first mistake. */
export async function addOwnSegment(trx: Trx, act: Act, plan: Plan, wish: SegmentWish): Promise<string> {
  const own = await lockOwnSegments(trx);
  if (own.length >= OWN_SEGMENTS_MAX) throw new AppError('segments_used_up', { limit: OWN_SEGMENTS_MAX });
  const key = `own_${own.length + 1}`;
  await keep(trx, act, { plan, own }, { key, slot: own.length, version: 1, ...wish });
  return key;
}

/** Says an own segment anew; what it said before stays readable. The same words again change nothing. */
export async function changeOwnSegment(
  trx: Trx,
  act: Act,
  plan: Plan,
  { key, ...wish }: SegmentWish & { readonly key: string },
): Promise<void> {
  const own = await lockOwnSegments(trx);
  const before = standing(own, key);
  const { name, nameEn, description, expression } = before;
  const isSame =
    wish.name === name &&
    (wish.nameEn ?? wish.name) === nameEn &&
    (wish.description ?? '') === description &&
    wish.expression === expression;
  if (isSame) return;
  await keep(trx, act, { plan, own }, { key, slot: before.slot, version: before.version + 1, ...wish });
}

/** Takes an own segment back. Throws `segment_in_use` while another one is made of it. */
export async function withdrawOwnSegment(
  trx: Trx,
  act: Act,
  plan: Plan,
  { key, reason }: { readonly key: string; readonly reason: string },
): Promise<void> {
  const own = await lockOwnSegments(trx);
  const before = own.find((each) => each.key === key);
  if (before === undefined) throw new AppError('segment_unknown', { key });
  if (before.expression === null) return;
  const scope = scopeBeside(
    plan,
    own.map((each) => each.key),
  );
  const user = own.find(({ expression }) => expression !== null && segmentsIn(expression, scope).includes(key));
  if (user !== undefined) throw new AppError('segment_in_use', { name: before.name, by: user.name });
  const { slot, version, name, nameEn, description } = before;
  await insert(trx, act, { key, slot, version: version + 1, name, nameEn, description, expression: null, reason });
}

function standing(own: readonly OwnSegment[], key: string): OwnSegment {
  const found = own.find((each) => each.key === key && each.expression !== null);
  if (found === undefined) throw new AppError('segment_unknown', { key });
  return found;
}

/** Two people who add a segment at the same moment get different places. */
async function lockOwnSegments(trx: Trx): Promise<OwnSegment[]> {
  await sql`select pg_advisory_xact_lock(hashtext('own segments'))`.execute(trx);
  return readOwnSegments(trx);
}

interface VersionToKeep extends SegmentWish {
  readonly key: string;
  readonly slot: number;
  readonly version: number;
}

async function keep(
  trx: Trx,
  act: Act,
  { plan, own }: { plan: Plan; own: readonly OwnSegment[] },
  wish: VersionToKeep,
): Promise<void> {
  const others = own.flatMap(({ key, expression }) =>
    key === wish.key || expression === null ? [] : [{ key, text: expression }],
  );
  const [problem] = checkSegments(plan, [...others, { key: wish.key, text: wish.expression }]).get(wish.key) ?? [];
  if (problem)
    throw new AppError('segment_invalid', { ...problem, word: problem.word ?? '', nearest: problem.nearest ?? '' });
  await insert(trx, act, wish);
}

async function insert(
  trx: Trx,
  act: Act,
  wish: Omit<VersionToKeep, 'expression'> & { expression: string | null },
): Promise<void> {
  const { key, slot, version, name, nameEn = name, description = '', expression, reason } = wish;
  const row = { key, slot, version, name, name_en: nameEn, description, expression, reason };
  await trx
    .insertInto('own_segment')
    .values({ ...row, author_id: act.memberId, since: act.at })
    .execute();
  const action = expression === null ? 'withdrawn' : version === 1 ? 'created' : 'changed';
  await audit(trx, act, { action, subject: 'segment', subjectId: key, details: { version, reason } });
  await publishSegmentsChanged(trx, key);
}
