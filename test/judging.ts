import { readFileSync } from 'node:fs';
import { dayStart, parseDay } from '../src/kernel/time.ts';
import { compilePlan } from '../src/plan/compile-plan.ts';
import { type Plan, parsePlan } from '../src/plan/parse-plan.ts';
import { bookOf, type CustomerContext, EMPTY_CONTEXT } from '../src/scoring/book.ts';
import { columnsOf, type FactColumns, type FactRow } from '../src/scoring/fact-columns.ts';
import { factKindCode } from '../src/scoring/fact-kinds.ts';
import { judge } from '../src/scoring/judge.ts';
import type { Judgement, JudgementState } from '../src/scoring/judgement.ts';
import type { Program } from '../src/scoring/program.ts';

/** Small stories of one customer, told in days and judged by a ready-made plan. */

export const ZONE = 'Asia/Shanghai';

/** A ready-made plan by its file's name. */
export function readyPlan(name: 'building-materials' | 'retail'): { plan: Plan; program: Program } {
  const { plan, problems } = parsePlan(readFileSync(new URL(`../plans/${name}.yaml`, import.meta.url), 'utf8'));
  if (plan === null) throw new Error(JSON.stringify(problems));
  return { plan, program: compilePlan(plan) };
}

/** A fact at ten in the morning of a local day. */
export function fact(kind: string, day: number | string, more: Partial<FactRow> = {}): FactRow {
  const start = dayStart(typeof day === 'string' ? parseDay(day) : day, ZONE).getTime();
  return { kind: factKindCode(kind), occurredAt: start + 36_000_000, ...more };
}

/** Orders of 10,000 yuan with three categories, every `gap` days up to and including `last`. */
export function regularOrders(last: number | string, gap: number, count: number): FactRow[] {
  const lastDay = typeof last === 'string' ? parseDay(last) : last;
  return Array.from({ length: count }, (_, index) => lastDay - index * gap).flatMap((day) => [
    fact('order', day, { amount: 1_000_000 }),
    ...[1, 2, 3].map((category) => fact('order_item', day, { amount: 333_333, category })),
  ]);
}

export interface Moment {
  readonly knownAtMs?: number;
  readonly previous?: JudgementState | null;
  readonly context?: Partial<CustomerContext>;
  readonly dataThrough?: ReadonlyMap<number, number>;
}

/** The judgement of the only customer of a book on a day. */
export function judgeOn(
  program: Program,
  facts: readonly FactRow[] | FactColumns,
  day: number | string,
  moment: Moment = {},
): Judgement {
  const columns =
    'length' in facts && 'kind' in facts ? (facts as FactColumns) : columnsOf(facts as readonly FactRow[]);
  const { knownAtMs = Number.POSITIVE_INFINITY, previous = null, dataThrough } = moment;
  const asOfDay = typeof day === 'string' ? parseDay(day) : day;
  const book = bookOf(columns, { asOfDay, knownAtMs, timezone: ZONE, dataThrough });
  return judge(program, book, columns, 0, columns.length, { ...EMPTY_CONTEXT, ...moment.context }, previous);
}

/** Judges every day from one to another, each with the state of the day before. */
export function judgeDaily(
  program: Program,
  facts: readonly FactRow[],
  from: number,
  to: number,
  moment: Moment = {},
): Judgement[] {
  const columns = columnsOf(facts);
  let previous: JudgementState | null = null;
  const judgements: Judgement[] = [];
  for (let day = from; day <= to; day++) {
    const judged: Judgement = judgeOn(program, columns, day, { ...moment, previous });
    judgements.push(judged);
    previous = judged.state;
  }
  return judgements;
}
