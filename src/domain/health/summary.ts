import type { Colour } from '../../scoring/program.ts';
import type { Judged } from './judged.ts';
import type { Pulse } from './pulse.ts';

export interface Band {
  customers: number;
  /** Amount of the last twelve months in minor units. */
  amount: number;
}

/** The book in figures: bands by tier, and the amount of red and yellow customers by the risk type of their cause. */
export interface BookSummary {
  /** The day up to which orders are complete, as-of at most: what time alone says was judged there. */
  ordersThrough: string;
  tiers: Record<string, Record<Colour, Band>>;
  atRisk: { need: number; relation: number; external: number };
  signals: { level1: number; level2: number; level3: number };
  pulse: Pulse;
}

/** What ranges of a book add to its summary, and come together again. */
export type SummaryPart = Omit<BookSummary, 'ordersThrough' | 'pulse'>;

export function noSummary(): SummaryPart {
  return { tiers: {}, atRisk: { need: 0, relation: 0, external: 0 }, signals: { level1: 0, level2: 0, level3: 0 } };
}

/** Adds one customer's judgement to the summary. */
export function addToSummary(summary: SummaryPart, { tier, judgement, year, cause }: Judged): void {
  summary.tiers[tier] ??= noBands();
  const band = summary.tiers[tier][judgement.colour];
  band.customers += 1;
  band.amount += year.amount;
  if (cause) summary.atRisk[cause.risk] += Math.max(0, year.amount);
  for (const signal of judgement.signals) summary.signals[`level${signal.level}`] += 1;
}

/** Adds one part of the book's summary to another. */
export function mergeSummary(into: SummaryPart, part: SummaryPart): void {
  for (const [tier, bands] of Object.entries(part.tiers)) {
    into.tiers[tier] ??= noBands();
    for (const colour of COLOURS) {
      into.tiers[tier][colour].customers += bands[colour].customers;
      into.tiers[tier][colour].amount += bands[colour].amount;
    }
  }
  for (const risk of ['need', 'relation', 'external'] as const) into.atRisk[risk] += part.atRisk[risk];
  for (const level of ['level1', 'level2', 'level3'] as const) into.signals[level] += part.signals[level];
}

const COLOURS = ['red', 'yellow', 'green', 'unknown'] as const;

function noBands(): Record<Colour, Band> {
  const band = () => ({ customers: 0, amount: 0 });
  return { red: band(), yellow: band(), green: band(), unknown: band() };
}

/** How many customers of the whole book have each colour. */
export function bandsOf(summary: Pick<BookSummary, 'tiers'>): Record<Colour, number> {
  const bands = { green: 0, yellow: 0, red: 0, unknown: 0 };
  for (const tier of Object.values(summary.tiers)) {
    for (const colour of Object.keys(bands) as Colour[]) bands[colour] += tier[colour].customers;
  }
  return bands;
}
