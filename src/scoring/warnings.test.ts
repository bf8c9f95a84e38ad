import { expect, test } from 'vitest';
import { readyPlan, ZONE } from '../../test/judging.ts';
import { simulateBook } from '../../test/simulated-book.ts';
import { formatDay, parseDay } from '../kernel/time.ts';
import { bookOf, EMPTY_CONTEXT } from './book.ts';
import { factKindCode } from './fact-kinds.ts';
import { judge } from './judge.ts';
import type { JudgementState } from './judgement.ts';

const SEED = 2_027;
const FEED = ['order', 'order_item', 'return', 'return_item', 'delivery'].map(factKindCode);
const DAYS_BEFORE = 3;
const DAYS_STOPPED = 14;

test('a feed stopped for 14 days raises no warning of silence, also where a hold ends meanwhile', () => {
  const { program } = readyPlan('building-materials');
  const patterns = { monthly: 12, dealer: 6, project: 6, northern: 6 };
  const wish = { seed: SEED, lastDay: '2026-10-31', patterns, course: 'stops' as const, changeDaysAgo: 300 };
  const { columns, customers } = simulateBook(wish);
  const raised: string[] = [];
  for (let stopped = parseDay('2026-01-20'); stopped < parseDay('2026-06-20'); stopped += 11) {
    const books = Array.from({ length: DAYS_BEFORE + DAYS_STOPPED }, (_, index) => {
      const asOfDay = stopped - DAYS_BEFORE + 1 + index;
      const dataThrough = new Map(FEED.map((kind) => [kind, Math.min(asOfDay, stopped)]));
      return bookOf(columns, { asOfDay, knownAtMs: Number.POSITIVE_INFINITY, timezone: ZONE, dataThrough });
    });
    for (const { from, to, region } of customers) {
      let previous: JudgementState | null = null;
      for (const book of books) {
        const judged = judge(program, book, columns, from, to, { ...EMPTY_CONTEXT, region }, previous);
        previous = judged.state;
        if (book.asOfDay <= stopped) continue;
        for (const { key, raisedNow } of judged.signals)
          if (raisedNow) raised.push(`${key} ${formatDay(book.asOfDay)}`);
      }
    }
  }
  expect(raised).toEqual([]);
});
