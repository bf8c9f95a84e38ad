import type { Plan, PlanWarning } from '../../plan/plan.ts';
import { sayIndicator } from '../../plan/sentences.ts';
import { amountUnder, dayUnder, type EffectiveBasis } from '../../scoring/basis.ts';
import type { FactColumns } from '../../scoring/fact-columns.ts';
import { factKindCode } from '../../scoring/fact-kinds.ts';
import type { IndicatorJudgement, Judgement, JudgementState } from '../../scoring/judgement.ts';

/** The same thing said in both languages of the interface. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** Why a customer is not green: the indicator that weighs most, its risk type, and its value as a sentence. */
export interface Cause extends Said {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly risk: 'need' | 'relation' | 'external';
}

/** What the last twelve months brought in, up to the day to which the facts are complete. Amount in minor units. */
export interface YearOfOrders {
  readonly amount: number;
  readonly orders: number;
  readonly lastOrderDay: number | null;
}

/** One customer's judgement with what lists show beside it. */
export interface Judged {
  readonly customerId: number;
  readonly judgement: Judgement;
  readonly tier: string;
  readonly year: YearOfOrders;
  readonly cause: Cause | null;
  /** The state of the last earlier day, which this judgement started from; judging the same day again starts there too. */
  readonly before: JudgementState | null;
}

const YEAR_DAYS = 365;
const ORDER = factKindCode('order');

/** Up to which days a year is counted, in local days of the plan's zone: orders, and the facts that amounts are made of. */
export interface YearEnds {
  readonly orders: number;
  readonly amounts: number;
}

/** The last 365 local days: how many orders, and what they came to on the basis of the book. */
export function yearOfOrders(
  columns: FactColumns,
  [from, to]: readonly [number, number],
  basis: EffectiveBasis,
  ends: YearEnds,
  localDay: (instantMs: number) => number,
): YearOfOrders {
  let amount = 0;
  let orders = 0;
  let lastOrderDay: number | null = null;
  for (let index = from; index < to; index++) {
    const [kind, category] = [columns.kind[index], columns.category[index]];
    const money = amountUnder(basis, kind, category, columns.amount[index]);
    if (kind !== ORDER && money === 0) continue;
    const occurred = localDay(columns.occurredAt[index]);
    const counted = dayUnder(basis, kind, category, columns.score[index], occurred);
    if (occurred <= ends.amounts && counted > ends.amounts - YEAR_DAYS) amount += money;
    if (kind !== ORDER || occurred > ends.orders) continue;
    lastOrderDay = occurred;
    if (occurred > ends.orders - YEAR_DAYS) orders += 1;
  }
  return { amount, orders, lastOrderDay };
}

/** Why a customer is not green, as a fact: the indicator that caps the score, else the one that lost most points. */
export function causeOf(plan: Plan, judgement: Judgement): Cause | null {
  if (judgement.colour !== 'red' && judgement.colour !== 'yellow') return null;
  const key = cappingIndicator(plan, judgement) ?? costliest(judgement.indicators);
  return key === undefined ? null : sayKey(plan, judgement, key);
}

/** Why a warning stands: what the indicators that its rule names say, else its own name. */
export function sayWarning(plan: Plan, judgement: Judgement, warning: PlanWarning): Said {
  const causes = warning.because.flatMap((key) => sayKey(plan, judgement, key) ?? []);
  if (causes.length === 0) return { zh: warning.name, en: warning.nameEn };
  return { zh: causes.map(({ zh }) => zh).join('；'), en: causes.map(({ en }) => en).join('; ') };
}

function sayKey(plan: Plan, judgement: Judgement, key: string): Cause | null {
  const indicator = plan.indicators.find((each) => each.key === key);
  const judged = judgement.indicators.find((each) => each.key === key);
  if (!indicator || !judged) return null;
  const { name, nameEn, risk } = indicator;
  const zh = `${name} ${sayIndicator(indicator, judged, 'zh')}`;
  return { key, name, nameEn, risk, zh, en: `${nameEn} ${sayIndicator(indicator, judged, 'en')}` };
}

function cappingIndicator(plan: Plan, judgement: Judgement): string | undefined {
  if (judgement.capTenths >= 0) return undefined;
  const lowest = [...judgement.caps].sort((left, right) => left.max - right.max);
  return lowest.find(({ key }) => plan.indicators.some((indicator) => indicator.key === key))?.key;
}

function costliest(indicators: readonly IndicatorJudgement[]): string | undefined {
  const lost = indicators.flatMap(({ key, contributionTenths, maximumTenths }) =>
    contributionTenths === null ? [] : [{ key, lost: (maximumTenths ?? 0) - contributionTenths }],
  );
  lost.sort((left, right) => right.lost - left.lost);
  return lost[0]?.key;
}
