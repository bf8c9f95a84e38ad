import type { Db } from '../../database/connect.ts';
import type { Clock } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { addMonths, formatDay, localDay, parseDay } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Basis, type EffectiveBasis, effectiveBasis } from '../../scoring/basis.ts';
import { colourOf } from '../../scoring/colour.ts';
import { bookRunsBetween, findBookRun } from '../health/health.ts';
import { activePlan, findActivePlan } from '../plans/plans.ts';
import type { CustomerScope } from '../team/team.ts';
import { byRisk, figuresOf, trendsOf } from './board.ts';
import { type BoardWish, readBoardCells, readMoved, readRiskCells, readRiskiest } from './board-queries.ts';
import { type Cell, facetsOf, totalsOf } from './cube.ts';
import type { ListTotals } from './list.ts';
import {
  filtersOfSort,
  type ListRow,
  type ListWish,
  readCells,
  readCustomerRows,
  readListTotals,
  TOTAL_MAX,
} from './list-queries.ts';
import { readNaming } from './naming-queries.ts';
import { readCompanyFigures, readFeeds, searchCustomers } from './profile-queries.ts';
import { type Naming, referenceOf, wholePoints } from './reference.ts';
import { Remembered, reachOf } from './remembered.ts';

export { type BriefSections, brief } from './brief-queries.ts';
export { cases, type ShownCase } from './case-queries.ts';
export { exportCsv } from './export.ts';
export { profile } from './glance-queries.ts';
export type { ListFilters } from './list.ts';
export { LIST_SORTS, type ListSort, type ListWish, readExportRows } from './list-queries.ts';
export { STORY_GROUPS } from './story.ts';
export { story } from './story-queries.ts';
export { today } from './today-queries.ts';

/** Before a plan says it: a feed older than this is stale. */
const STALE_AFTER_DAYS_DEFAULT = 7;
const TREND_MONTHS = 12;
const MOVED_SHOWN_MAX = 7;
const RISKIEST_SHOWN_MAX = 8;

export interface FeedAge {
  readonly kind: string;
  readonly dataThrough: string;
  readonly ageDays: number;
  readonly stale: boolean;
}

/** Up to when each feed is complete, seen from a day; stale where the plan holds its rules back for it. */
async function feedAges(db: Db, plan: Plan | undefined, todayDay: number): Promise<FeedAge[]> {
  const staleAfter = plan?.holds.staleAfter ?? STALE_AFTER_DAYS_DEFAULT;
  const feeds = await readFeeds(db);
  return feeds.map(({ kind, dataThrough }) => {
    const ageDays = Math.max(0, todayDay - parseDay(dataThrough));
    return { kind, dataThrough, ageDays, stale: ageDays > staleAfter };
  });
}

/** The basis that the amounts of the last run really have. */
export async function countedBasis(db: Db, basis: Basis): Promise<EffectiveBasis> {
  const run = await findBookRun(db);
  return effectiveBasis(basis, run?.cutPoints.amounts ?? 0);
}

/** The basis of the plan, and beside it what amounts really are. */
export async function bookBasis(db: Db, basis: Basis) {
  const { amount, tax } = await countedBasis(db, basis);
  return { ...basis, effective: { amount, tax } };
}

/** What every page needs to know of the company. */
export async function company(db: Db, clock: Clock) {
  const active = await findActivePlan(db);
  const zone = active?.plan.timezone ?? 'Asia/Shanghai';
  const todayDay = localDay(clock.now().getTime(), zone);
  return {
    currency: active?.plan.currency ?? null,
    timezone: zone,
    planName: active?.plan.name ?? null,
    planNameEn: active?.plan.nameEn ?? null,
    planVersion: active?.version ?? null,
    basis: active ? await bookBasis(db, active.plan.basis) : null,
    today: formatDay(todayDay),
    feeds: await feedAges(db, active?.plan, todayDay),
    ...(await readCompanyFigures(db)),
  };
}

const cellsKept = new Remembered<Cell[]>();
const boardKept = new Remembered<Awaited<ReturnType<typeof readBoard>>>({ onlyDear: true });
const totalsKept = new Remembered<ListTotals>();

/** One page of the customer list with totals and what it could be narrowed by. */
export async function customerList(db: Db, wish: ListWish) {
  const plan = await readNaming(db);
  const cells = await cellsOf(db, wish.scope);
  const totals = totalsOf(cells, wish.filters) ?? (await countedTotals(db, wish));
  const book = await cellsOf(db, { kind: 'all' });
  const bySort = totalsOf(book, filtersOfSort(wish.sort, wish.filters))?.total ?? 0;
  const rows = await readCustomerRows(db, wish, { total: totals.total, bySort });
  return {
    items: rows.map((row) => listItem(plan, row)),
    total: Math.min(totals.total, TOTAL_MAX),
    totalIsCapped: totals.total > TOTAL_MAX,
    sums: { amountYear: totals.amountYear },
    facets: facetsOf(plan, cells),
  };
}

function cellsOf(db: Db, scope: CustomerScope): Promise<Cell[]> {
  return cellsKept.get(db, reachOf(scope), () => readCells(db, scope));
}

function countedTotals(db: Db, { filters, scope }: ListWish): Promise<ListTotals> {
  return totalsKept.get(db, JSON.stringify([reachOf(scope), filters]), () => readListTotals(db, filters, scope));
}

function listItem(plan: Naming, row: ListRow) {
  const { city, region, stage, coverage, amountYear, ordersYear, lastOrderOn, cause, owner, warningLevel, tags } = row;
  return {
    customer: referenceOf(plan, row),
    ...{ city, region, stage, coverage, amountYear, ordersYear, lastOrderOn, cause, owner, warningLevel, tags },
  };
}

/** Customers somebody may mean by a few letters. */
export async function search(db: Db, query: string, scope: CustomerScope) {
  const naming = await readNaming(db);
  const rows = await searchCustomers(db, query, scope);
  return rows.map((row) => ({ ...referenceOf(naming, row), city: row.city }));
}

export interface BoardRequest {
  readonly asOf?: string;
  readonly compareWith?: string;
  readonly tier?: string;
  readonly scope: CustomerScope;
}

/** The health of the whole book, what moved, and who is at risk. */
export async function healthBoard(db: Db, clock: Clock, request: BoardRequest) {
  const active = await activePlan(db);
  const run = await findBookRun(db, request.asOf ?? null);
  if (!run) throw new AppError('book_not_judged');
  const edge = parseDay(request.asOf ?? run.summary.ordersThrough);
  const compareWith = request.compareWith ?? formatDay(addMonths(edge, -1));
  const wish: BoardWish = { asOf: request.asOf ?? null, compareWith, tier: request.tier ?? null, scope: request.scope };
  const question = JSON.stringify([
    reachOf(request.scope),
    wish.asOf,
    compareWith,
    wish.tier,
    run.knownAt,
    active.version,
  ]);
  const { cells, risks, moved, riskiest } = await boardKept.get(db, question, () => readBoard(db, active.plan, wish));
  const figures = figuresOf(active.plan, cells);
  return {
    asOf: request.asOf ?? run.asOf,
    judgedThrough: run.summary.ordersThrough,
    computedAt: run.knownAt,
    planVersion: run.planVersion,
    planName: active.plan.name,
    compareWith,
    currency: active.plan.currency,
    feeds: await feedAges(db, active.plan, localDay(clock.now().getTime(), active.plan.timezone)),
    bands: { green: active.plan.health.green, yellow: active.plan.health.yellow },
    ...figures,
    byRisk: byRisk(risks),
    causes: risks
      .filter(({ worse }) => worse > 0)
      .map(({ key, name, nameEn, worse }) => ({ key, name, nameEn, count: worse })),
    // Trends are kept of the whole book only: who reaches a part of it is shown none.
    trends:
      request.scope.kind === 'all'
        ? trendsOf(await bookRunsBetween(db, formatDay(addMonths(edge, -TREND_MONTHS)), run.asOf))
        : [],
    moved,
    riskiest,
  };
}

/** What the board has to look through the whole book for. */
async function readBoard(db: Db, plan: Plan, wish: BoardWish) {
  return {
    cells: await readBoardCells(db, wish),
    risks: await readRiskCells(db, wish),
    moved: await movedItems(db, plan, wish),
    riskiest: await riskiestItems(db, plan, wish),
  };
}

async function movedItems(db: Db, plan: Plan, wish: BoardWish) {
  const rows = await readMoved(db, wish, MOVED_SHOWN_MAX);
  return rows.map((row) => ({
    customer: referenceOf(plan, row),
    before: { colour: colourOf(row.colourBefore), score: wholePoints(row.scoreBefore) },
    cause: row.cause,
    valueChange: row.valueChange,
  }));
}

async function riskiestItems(db: Db, plan: Plan, wish: BoardWish) {
  const rows = await readRiskiest(db, wish, RISKIEST_SHOWN_MAX);
  return rows.map((row) => {
    const { valueAtRisk, level, dueAt, contactedAt, owner } = row;
    return { customer: referenceOf(plan, row), valueAtRisk, level, dueAt, contactedAt, owner };
  });
}
