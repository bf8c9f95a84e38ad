import type { Db } from '../../database/connect.ts';
import type { Clock } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { addMonths, formatDay, localDay } from '../../kernel/time.ts';
import { segmentScope } from '../../plan/compile-plan.ts';
import { segmentsIn } from '../../plan/compile-segment.ts';
import { meanInterval, shareInterval } from '../../scoring/interval.ts';
import { findBookRun } from '../health/health.ts';
import { type ActivePlan, activePlan, ownSegmentVersions } from '../plans/plans.ts';
import type { CustomerScope } from '../team/team.ts';
import {
  type GroupFigures,
  readBookCounts,
  readDays,
  readGroupFigures,
  readIntentions,
  readMovement,
  readMoves,
  readScopeCounts,
  type SegmentCount,
  type Strategy,
} from './queries.ts';
import { type Figure, figureOf, type StandingSegment, standingSegments } from './segment.ts';

export { markTarget, setStrategy, unmarkTarget } from './intention-acts.ts';
export { inSegment } from './membership-queries.ts';
export { addSegment, changeSegment, withdrawSegment } from './own-acts.ts';
export { followBook } from './past-acts.ts';
export { previewSegment } from './preview-queries.ts';
export type { SegmentCustomer } from './queries.ts';

/** A change is told over so many days. */
const MOVEMENT_DAYS = 30;
const HISTORY_MONTHS = 12;
const SATISFACTION_MAX = 100;
const RECOMMENDATION_MAX = 10;

/** A segment as the page of all segments shows it. */
export interface ListedSegment extends StandingSegment {
  /** Null before the first run that judged it. */
  readonly members: number | null;
  readonly amountYear: number | null;
  /** Of what all customers in reach bought, 0–1. */
  readonly valueShare: number | null;
  readonly came: number;
  readonly went: number;
  readonly strategy: Strategy | null;
  readonly target: { readonly reason: string; readonly since: Date; readonly by: Strategy['by'] } | null;
  /** How many were in it, over the whole book; empty for who reaches a part of it. */
  readonly trend: readonly { readonly day: string; readonly members: number }[];
}

/** When segments were last computed, and what it took. */
export interface Computed {
  readonly at: Date | null;
  readonly seconds: number | null;
  readonly customers: number | null;
}

/** Every segment with how many are in it, what they are worth, who came and went, and what is planned for them. */
export async function listSegments(db: Db, clock: Clock, scope: CustomerScope) {
  const active = await activePlan(db);
  const listed = await listedSegments(db, clock, active, scope);
  return { items: listed.items, book: listed.book, computed: await lastComputed(db) };
}

async function listedSegments(db: Db, clock: Clock, active: ActivePlan, scope: CustomerScope) {
  const standing = standingSegments(active);
  const today = localDay(clock.now().getTime(), active.plan.timezone);
  const counts = scope.kind === 'all' ? await readBookCounts(db) : await readScopeCounts(db, scope);
  const movement = await readMovement(db, formatDay(today - MOVEMENT_DAYS), scope);
  const { strategies, targets } = await readIntentions(db);
  const trends = scope.kind === 'all' ? await trendsOf(db, standing, today) : new Map<string, ListedSegment['trend']>();
  const items = standing.map((segment): ListedSegment => {
    const count = counts.find(({ key }) => key === segment.key);
    const moved = movement.find(({ key }) => key === segment.key);
    return {
      ...segment,
      members: count?.members ?? null,
      amountYear: count?.amountYear ?? null,
      valueShare: shareOf(count),
      came: moved?.came ?? 0,
      went: moved?.went ?? 0,
      strategy: strategies.get(segment.key) ?? null,
      target: targets.get(segment.key) ?? null,
      trend: trends.get(segment.key) ?? [],
    };
  });
  return { items, book: bookOf(counts), today };
}

function shareOf(count: SegmentCount | undefined): number | null {
  if (count === undefined || count.bookAmountYear <= 0) return null;
  return count.amountYear / count.bookAmountYear;
}

function bookOf(counts: readonly SegmentCount[]) {
  const [any] = counts;
  return any === undefined ? null : { customers: any.bookCustomers, amountYear: any.bookAmountYear };
}

async function trendsOf(db: Db, standing: readonly StandingSegment[], today: number) {
  const since = formatDay(addMonths(today, -HISTORY_MONTHS));
  const days = await readDays(
    db,
    standing.map(({ key }) => key),
    since,
  );
  const trends = new Map<string, { day: string; members: number }[]>();
  for (const { key, day, members } of days) trends.set(key, [...(trends.get(key) ?? []), { day, members }]);
  return trends;
}

async function lastComputed(db: Db): Promise<Computed> {
  const run = await findBookRun(db);
  return { at: run?.knownAt ?? null, seconds: run?.seconds ?? null, customers: run?.customers ?? null };
}

/** One segment with its figures, its story and everything that was said of it. */
export async function segmentPage(db: Db, clock: Clock, key: string, scope: CustomerScope) {
  const active = await activePlan(db);
  const { items, book, today } = await listedSegments(db, clock, active, scope);
  const segment = items.find((each) => each.key === key);
  if (segment === undefined) throw new AppError('segment_unknown', { key });
  const since = formatDay(addMonths(today, -HISTORY_MONTHS));
  const members = await readGroupFigures(db, key, clock.now(), scope);
  const everybody = await readGroupFigures(db, null, clock.now(), scope);
  const scopeOfPlan = segmentScope(active.plan);
  return {
    segment,
    book,
    computed: await lastComputed(db),
    figures: figuresOf(members, everybody),
    days: scope.kind === 'all' ? await readDays(db, [key], since) : [],
    moves: await readMoves(db, key, since, scope),
    uses: segmentsIn(segment.expression, scopeOfPlan),
    usedBy: items.filter(({ expression }) => segmentsIn(expression, scopeOfPlan).includes(key)).map((user) => user.key),
    versions: await ownSegmentVersions(db, key),
  };
}

/** Satisfaction, loyalty and contribution (SEG-21), each beside the book's. */
function figuresOf(
  group: GroupFigures,
  book: GroupFigures,
): Record<'satisfaction' | 'recommendation' | 'loyalty' | 'contribution', Figure> {
  const mean = ({ count, sum, squares }: GroupFigures['satisfied']) => meanInterval(count, sum, squares);
  const loyal = ({ repeatBuyers, buyers }: GroupFigures) => shareInterval(repeatBuyers, buyers);
  const share = book.amountYear > 0 ? group.amountYear / book.amountYear : null;
  return {
    satisfaction: figureOf(
      mean(group.satisfied),
      SATISFACTION_MAX,
      group.satisfied.count,
      mean(book.satisfied)?.value ?? null,
    ),
    recommendation: figureOf(
      mean(group.recommending),
      RECOMMENDATION_MAX,
      group.recommending.count,
      mean(book.recommending)?.value ?? null,
    ),
    loyalty: figureOf(loyal(group), 1, group.buyers, loyal(book)?.value ?? null),
    contribution: { value: share, low: null, high: null, n: group.customers, book: null },
  };
}
