import { describe, expect, test } from 'vitest';
import { readyPlan, ZONE } from '../../test/judging.ts';
import {
  type Course,
  type Pattern,
  type SimulatedBook,
  type SimulatedCustomer,
  simulateBook,
} from '../../test/simulated-book.ts';
import { type Book, bookOf, EMPTY_CONTEXT } from '../scoring/book.ts';
import { judge } from '../scoring/judge.ts';
import type { Judgement, JudgementState } from '../scoring/judgement.ts';
import type { Colour } from '../scoring/program.ts';

/** How the default plan judges customers whose truth is known (domain 3.3); the seed is fixed. */
const SEED = 2_026;
const LAST_DAY = '2026-10-31';
const YEAR = 365;
const CUSTOMERS = 40;

const { program } = readyPlan('building-materials');

function booksOf(simulated: SimulatedBook, from: number): Book[] {
  const days = Array.from({ length: simulated.lastDay - from + 1 }, (_, index) => from + index);
  return days.map((asOfDay) =>
    bookOf(simulated.columns, { asOfDay, knownAtMs: Number.POSITIVE_INFINITY, timezone: ZONE }),
  );
}

/** Every day's judgement of one customer, each with the state of the day before. */
function history(simulated: SimulatedBook, customer: SimulatedCustomer, books: readonly Book[]): Judgement[] {
  let previous: JudgementState | null = null;
  return books.map((book) => {
    const context = { ...EMPTY_CONTEXT, region: customer.region };
    const judged: Judgement = judge(program, book, simulated.columns, customer.from, customer.to, context, previous);
    previous = judged.state;
    return judged;
  });
}

function shares(pattern: Pattern): Record<Colour, number> {
  const simulated = simulateBook({
    seed: SEED,
    lastDay: LAST_DAY,
    patterns: { [pattern]: CUSTOMERS },
    course: 'healthy',
  });
  const books = booksOf(simulated, simulated.lastDay - YEAR);
  const counts: Record<Colour, number> = { green: 0, yellow: 0, red: 0, unknown: 0 };
  for (const customer of simulated.customers) {
    for (const { colour } of history(simulated, customer, books)) counts[colour] += 1;
  }
  const all = CUSTOMERS * books.length;
  return {
    green: counts.green / all,
    yellow: counts.yellow / all,
    red: counts.red / all,
    unknown: counts.unknown / all,
  };
}

/** The median number of days after the change until something is first true; those who never are count as 999. */
function medianDays(pattern: Pattern, course: Course, is: (judged: Judgement) => boolean): number {
  const simulated = simulateBook({
    seed: SEED,
    lastDay: LAST_DAY,
    patterns: { [pattern]: CUSTOMERS },
    course,
    changeDaysAgo: 240,
  });
  const [{ changeDay }] = simulated.customers;
  const books = booksOf(simulated, changeDay - 30);
  const days = simulated.customers.map((customer) => {
    const found = history(simulated, customer, books).find((judged) => judged.asOfDay > changeDay && is(judged));
    return found === undefined ? 999 : found.asOfDay - changeDay;
  });
  return days.sort((left, right) => left - right)[Math.floor(days.length / 2)];
}

const isNotGreen = ({ colour }: Judgement) => colour === 'yellow' || colour === 'red';
const isWarned = ({ signals }: Judgement) => signals.length > 0;

describe('healthy customers keep their green through festival and winter', () => {
  test.each<Pattern>(['monthly', 'project', 'northern', 'dealer', 'quarterly'])('%s', (pattern) => {
    const found = shares(pattern);
    expect(found.red).toBeLessThanOrEqual(0.01);
    expect(found.green / (1 - found.unknown)).toBeGreaterThanOrEqual(0.9);
  });
});

describe('those who leave are seen', () => {
  test('a monthly customer who stops is yellow within 45 days, a dealer within 30 (median)', () => {
    expect(medianDays('monthly', 'stops', isNotGreen)).toBeLessThanOrEqual(45);
    expect(medianDays('dealer', 'stops', isNotGreen)).toBeLessThanOrEqual(30);
  });

  test('and warned within 75; a project within 210', () => {
    expect(medianDays('monthly', 'stops', isWarned)).toBeLessThanOrEqual(75);
    expect(medianDays('project', 'stops', isWarned)).toBeLessThanOrEqual(210);
  });

  test('a fading monthly customer is yellow within 110 days, one who narrows the range within 140', () => {
    expect(medianDays('monthly', 'fades', isNotGreen)).toBeLessThanOrEqual(110);
    expect(medianDays('monthly', 'narrows', isNotGreen)).toBeLessThanOrEqual(140);
  });
});
