import { formatDay, monthIndex, parseDay } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import { colourOf } from '../../scoring/colour.ts';
import { type Interval, meanInterval, shareInterval } from '../../scoring/interval.ts';
import type { Colour } from '../../scoring/program.ts';
import type { BookRun } from '../health/health.ts';
import type { BoardCell, RiskCell } from './board-queries.ts';
import { type Label, tierLabel } from './reference.ts';

export type Bands = Record<Colour, number>;

export interface TierRow extends Label {
  customers: number;
  bands: Bands;
  valueAtRisk: number;
  worse: number;
  better: number;
}

export interface BoardFigures {
  readonly tiers: TierRow[];
  readonly total: {
    customers: number;
    bands: Bands;
    /** Null where nobody had been judged by the day of comparison. */
    bandsBefore: Bands | null;
    valueAtRisk: number;
    valueAtRiskBefore: number | null;
    worse: number;
    better: number;
  };
  readonly transitions: { from: Colour; to: Colour; count: number }[];
}

/** Adds the cells up to rows per tier, in the plan's order, a total, and who went where. */
export function figuresOf(plan: Plan, cells: readonly BoardCell[]): BoardFigures {
  const tiers = plan.tiers.map(({ key }) => emptyRow(tierLabel(plan, key)));
  const wasJudged = cells.some(({ colourBefore }) => colourBefore !== null);
  const before = { bands: noBands(), atRisk: 0 };
  const transitions = new Map<string, { from: Colour; to: Colour; count: number }>();
  for (const cell of cells) {
    const row = tiers.find(({ key }) => key === cell.tier) ?? tiers[tiers.length - 1];
    addCell(row, cell);
    if (cell.colourBefore === null) continue;
    before.bands[colourOf(cell.colourBefore)] += cell.customers;
    if (isAtRisk(cell.colourBefore)) before.atRisk += cell.amountBefore;
    if (isMove(cell)) addTransition(transitions, cell);
  }
  const total = tiers.reduce(addRows, emptyRow({ key: 'all', name: '', nameEn: '' }));
  return {
    tiers,
    total: {
      ...total,
      bandsBefore: wasJudged ? before.bands : null,
      valueAtRiskBefore: wasJudged ? before.atRisk : null,
    },
    transitions: [...transitions.values()].sort((left, right) => right.count - left.count),
  };
}

function addCell(row: TierRow, cell: BoardCell): void {
  row.customers += cell.customers;
  row.bands[colourOf(cell.colour)] += cell.customers;
  if (isAtRisk(cell.colour)) row.valueAtRisk += cell.amount;
  if (!isMove(cell)) return;
  if ((cell.colourBefore ?? 0) > cell.colour) row.worse += cell.customers;
  else row.better += cell.customers;
}

function addTransition(transitions: Map<string, { from: Colour; to: Colour; count: number }>, cell: BoardCell): void {
  const [from, to] = [colourOf(cell.colourBefore ?? 0), colourOf(cell.colour)];
  const transition = transitions.get(`${from} ${to}`) ?? { from, to, count: 0 };
  transition.count += cell.customers;
  transitions.set(`${from} ${to}`, transition);
}

function addRows(sum: TierRow, row: TierRow): TierRow {
  for (const colour of Object.keys(sum.bands) as Colour[]) sum.bands[colour] += row.bands[colour];
  return {
    ...sum,
    customers: sum.customers + row.customers,
    valueAtRisk: sum.valueAtRisk + row.valueAtRisk,
    worse: sum.worse + row.worse,
    better: sum.better + row.better,
  };
}

function isAtRisk(colour: number): boolean {
  return colour === 1 || colour === 2;
}

/** From one known colour to another; gaining or losing the data is no move. */
function isMove({ colour, colourBefore }: BoardCell): boolean {
  return colour > 0 && colourBefore !== null && colourBefore > 0 && colour !== colourBefore;
}

function emptyRow(label: Label): TierRow {
  return { ...label, customers: 0, bands: noBands(), valueAtRisk: 0, worse: 0, better: 0 };
}

function noBands(): Bands {
  return { red: 0, yellow: 0, green: 0, unknown: 0 };
}

/** The amount at risk by risk type. */
export function byRisk(cells: readonly RiskCell[]): Record<'need' | 'relation' | 'external', number> {
  const sums = { need: 0, relation: 0, external: 0 };
  for (const { risk, amount } of cells) sums[risk] += amount;
  return sums;
}

export interface TrendPoint {
  /** `2026-11`. */
  readonly month: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  /** The month is not over yet. */
  readonly partial: boolean;
}

export interface Trend {
  readonly key: 'value_at_risk' | 'repurchase_90d' | 'order_value';
  readonly unit: 'percent' | 'money';
  readonly points: TrendPoint[];
}

/** The last run of each month as three trends, oldest month first. */
export function trendsOf(runs: readonly BookRun[]): Trend[] {
  const months = new Map<number, BookRun>();
  for (const run of runs) months.set(monthIndex(parseDay(run.summary.ordersThrough)), run);
  const points = [...months.values()].map(pointsOfRun);
  return [
    { key: 'value_at_risk', unit: 'money', points: points.map(({ atRisk }) => atRisk) },
    { key: 'repurchase_90d', unit: 'percent', points: points.map(({ repurchase }) => repurchase) },
    { key: 'order_value', unit: 'money', points: points.map(({ orderValue }) => orderValue) },
  ];
}

function pointsOfRun({ summary }: BookRun) {
  const through = parseDay(summary.ordersThrough);
  const month = summary.ordersThrough.slice(0, 7);
  const partial = formatDay(through + 1).slice(0, 7) === month;
  const { pulse, atRisk } = summary;
  const amount = atRisk.need + atRisk.relation + atRisk.external;
  const point = (interval: Interval | null, n: number, scale: number): TrendPoint => ({
    month,
    value: interval && interval.value * scale,
    low: interval && interval.low * scale,
    high: interval && interval.high * scale,
    n,
    partial,
  });
  return {
    atRisk: { month, value: amount, low: null, high: null, n: customersAtRisk(summary.tiers), partial },
    repurchase: point(shareInterval(pulse.boughtAgain, pulse.boughtBefore), pulse.boughtBefore, 100),
    orderValue: point(meanInterval(pulse.orders, pulse.amount, pulse.amountSquared), pulse.orders, 1),
  };
}

function customersAtRisk(tiers: BookRun['summary']['tiers']): number {
  return Object.values(tiers).reduce((sum, { red, yellow }) => sum + red.customers + yellow.customers, 0);
}
