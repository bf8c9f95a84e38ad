import { describe, expect, test } from 'vitest';
import { fact, judgeDaily, judgeOn, readyPlan, regularOrders, ZONE } from '../../test/judging.ts';
import { dayStart, parseDay } from '../kernel/time.ts';
import { bookOf, EMPTY_CONTEXT } from '../scoring/book.ts';
import { columnsOf } from '../scoring/fact-columns.ts';
import { factKindCode } from '../scoring/fact-kinds.ts';
import type { Judgement } from '../scoring/judgement.ts';
import { traceFacts } from '../scoring/trace-facts.ts';
import { sayIndicator } from './sentences.ts';

const { plan, program } = readyPlan('building-materials');
const LAST = parseDay('2026-08-31');
const MONTHLY = regularOrders(LAST, 30, 40);

function indicator(judgement: Judgement, key: string) {
  const found = judgement.indicators.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no indicator ${key}`);
  return found;
}

/** Days after the last order on which something is first true. */
function firstDay(judgements: readonly Judgement[], is: (judgement: Judgement) => boolean): number | null {
  const found = judgements.find(is);
  return found === undefined ? null : found.asOfDay - LAST;
}

describe('a monthly customer who stops', () => {
  const days = judgeDaily(program, MONTHLY, LAST, LAST + 120);

  test('is green while the rhythm holds', () => {
    expect(new Set(days.slice(0, 31).map(({ colour }) => colour))).toEqual(new Set(['green']));
  });

  test('is yellow about day 50, warned on day 61 when two whole months are over, and red later', () => {
    expect(firstDay(days, ({ colour }) => colour === 'yellow')).toBeGreaterThanOrEqual(38);
    expect(firstDay(days, ({ colour }) => colour === 'yellow')).toBeLessThanOrEqual(50);
    expect(firstDay(days, ({ signals }) => signals.some(({ key }) => key === 'rhythm_broken'))).toBe(61);
    expect(firstDay(days, ({ colour }) => colour === 'red')).toBeGreaterThan(60);
    expect(firstDay(days, ({ colour }) => colour === 'red')).toBeLessThanOrEqual(90);
  });

  test('is never green while a silence warning is open', () => {
    expect(days.some(({ colour, signals }) => colour === 'green' && signals.length > 0)).toBe(false);
  });

  test('keeps its warning until an order of some size, and is quiet for 45 days after', () => {
    const back = LAST + 90;
    const small = judgeDaily(program, [...MONTHLY, fact('order', back, { amount: 100_000 })], LAST, back + 5);
    expect(small.at(-1)?.signals.map(({ key }) => key)).toEqual(['rhythm_broken']);
    const large = judgeDaily(program, [...MONTHLY, fact('order', back, { amount: 900_000 })], LAST, back + 5);
    expect(large.flatMap(({ asOfDay, cleared }) => cleared.map((key) => [key, asOfDay]))).toEqual([
      ['rhythm_broken', back],
    ]);
  });
});

test('the receipt names what was counted, and its columns add up', () => {
  const judged = judgeOn(program, MONTHLY, LAST + 40);
  const silence = indicator(judged, 'silence');
  const planned = plan.indicators.find(({ key }) => key === 'silence');
  expect(silence.evidence).toMatchObject({ days: 40, rhythm: expect.closeTo((12 * 30 + 2 * 45) / 14) });
  if (planned !== undefined) {
    expect(sayIndicator(planned, silence, 'zh')).toBe('40 有效天 ÷ 节奏 32 天 = 1.24');
    expect(sayIndicator(planned, silence, 'en')).toBe('40 season-days ÷ rhythm 32 = 1.24');
  }
  const sum = judged.indicators.reduce((total, each) => total + (each.contributionTenths ?? 0), judged.capTenths);
  expect(sum).toBe(judged.scoreTenths);
  expect(judged.score).toBe(Math.floor((judged.scoreTenths ?? 0) / 10));
});

test('the facts behind an indicator are the ones it looked at', () => {
  const columns = columnsOf([...MONTHLY, fact('note', LAST)]);
  const book = bookOf(columns, { asOfDay: LAST + 40, knownAtMs: Number.POSITIVE_INFINITY, timezone: ZONE });
  const traces = traceFacts(program, book, columns, 0, columns.length, EMPTY_CONTEXT);
  const kinds = (key: string) => new Set(traces.get(key)?.indices.map((index) => columns.kind[index]));
  expect(traces.get('silence')?.count).toBe(40);
  expect(kinds('silence')).toEqual(new Set([factKindCode('order')]));
  expect(kinds('category_change')).toContain(factKindCode('order_item'));
  expect(traces.get('satisfaction')?.count).toBe(0);
});

describe('unknown is never green', () => {
  test('no facts at all: grey, no tier above the lowest, stage prospect', () => {
    const judged = judgeOn(program, [], LAST);
    expect(judged).toMatchObject({
      score: null,
      colour: 'unknown',
      coverage: 0,
      tier: 'ordinary',
      stage: 'prospect',
      signals: [],
    });
  });

  test('a customer of two orders is on the new-customer track, uncoloured', () => {
    const judged = judgeOn(program, regularOrders(LAST, 30, 2), LAST + 10);
    expect(judged).toMatchObject({ score: null, colour: 'unknown', stage: 'new' });
    expect(judged.newCustomer?.steps.map(({ key, met }) => [key, met])).toEqual([
      ['second_order', true],
      ['first_delivery', null],
      ['no_complaint', true],
      ['two_contacts', null],
      ['called_back', null],
    ]);
  });

  test('a kind the company has no fact of is unknown, not zero', () => {
    expect(indicator(judgeOn(program, MONTHLY, LAST), 'competitor')).toMatchObject({
      value: null,
      colour: 'unknown',
      contributionTenths: null,
    });
  });

  test('an ERP export alone knows 55 of 100', () => {
    expect(judgeOn(program, MONTHLY, LAST)).toMatchObject({ coverage: 55, provisional: false });
  });

  test('prepaid terms leave payment out of the weight that applies', () => {
    const judged = judgeOn(program, MONTHLY, LAST, { context: { terms: 'prepaid' } });
    expect(indicator(judged, 'payment').notApplicable).toBe(true);
    expect(judged.coverage).toBe(Math.round((100 * 55) / 94));
  });
});

test('a customer without a tier is treated as of the one proposed', () => {
  const large = regularOrders(LAST, 30, 40).map((row) => ({ ...row, amount: (row.amount ?? 0) * 120 }));
  const talks = [10, 40, 70].map((ago) => fact('interaction', LAST - ago, { score: 3, category: 1 }));
  const judged = judgeOn(program, [...large, ...talks], LAST, { context: { ownerCoverage: 0.9 } });
  expect(judged.tier).toBe('strategic');
  expect(indicator(judged, 'interaction').evidence).toMatchObject({ contacts: 3, due: 6, value: 0.5 });
  const held = judgeOn(program, [...large, ...talks], LAST, { context: { ownerCoverage: 0.9, tier: 'key' } });
  expect(indicator(held, 'interaction').evidence).toMatchObject({ due: 3, value: 1 });
});

describe('what we did ourselves is not held against the customer', () => {
  test('a credit hold freezes silence and raises nothing', () => {
    const held = [...MONTHLY, fact('credit_hold_set', LAST + 20)];
    const judged = judgeOn(program, held, LAST + 90);
    expect(indicator(judged, 'silence').value).toBeCloseTo(
      indicator(judgeOn(program, MONTHLY, LAST + 20), 'silence').value ?? 0,
    );
    expect(judged.signals).toEqual([]);
    const lifted = judgeOn(program, [...held, fact('credit_hold_lifted', LAST + 85)], LAST + 90);
    expect(lifted.signals.map(({ key }) => key)).toContain('rhythm_broken');
  });

  test('a late feed is judged at its own date and pauses the rule', () => {
    const dataThrough = new Map(
      [['order', 'order_item', 'return'].map((key) => factKindCode(key))].flat().map((kind) => [kind, LAST + 20]),
    );
    const judged = judgeOn(program, MONTHLY, LAST + 90, { dataThrough });
    expect(judged.colour).toBe('green');
    expect(judged.signals).toEqual([]);
  });

  test('a stated next need lets the customer sleep until then, and 14 days more', () => {
    const need = LAST + 150;
    const stated = [...MONTHLY, fact('next_need_stated', LAST + 5, { amount: need })];
    const days = judgeDaily(program, stated, LAST, need + 60);
    expect(firstDay(days, (judged) => (indicator(judged, 'silence').value ?? 0) > 1)).toBe(151);
    expect(firstDay(days, ({ signals }) => signals.length > 0)).toBeGreaterThan(150 + 14);
  });

  test('nobody is warned of silence around the Spring Festival', () => {
    const last = parseDay('2025-12-20');
    const facts = regularOrders(last, 20, 60);
    const held = judgeOn(program, facts, '2026-03-05');
    expect(held.signals).toEqual([]);
    expect(held.held).toContainEqual({ key: 'rhythm_broken', reason: 'festival' });
    expect(judgeOn(program, facts, '2026-03-20').signals.map(({ key }) => key)).toEqual(['rhythm_broken']);
  });
});

describe('range, complaints and words said by hand', () => {
  const full = regularOrders(LAST, 15, 100);
  const narrow = full.filter((row) => row.category !== 2 && row.category !== 3);
  const cut = dayStart(LAST - 120, ZONE).getTime();
  const shrunk = full.filter((row) => row.occurredAt < cut || narrow.includes(row));

  test('a narrower range is a level 2 warning once it has lasted a fortnight', () => {
    const judged = judgeOn(program, shrunk, LAST);
    expect(indicator(judged, 'category_change').value).toBeCloseTo(1 / 3, 1);
    expect(judged.signals).toMatchObject([{ key: 'range_shrinks', level: 2 }]);
    expect(judged.caps).toContainEqual({ key: 'category_change', max: 69 });
  });

  test('the fortnight is waived while a complaint is open', () => {
    const from = LAST - 75;
    const alone = judgeDaily(program, shrunk, from, LAST);
    const complaint = fact('complaint_opened', from, { score: 2, category: 1 });
    const together = judgeDaily(program, [...shrunk, complaint], from, LAST);
    const day = (days: readonly Judgement[]) =>
      days.find(({ signals }) => signals.some(({ key }) => key === 'range_shrinks'))?.asOfDay ?? 0;
    expect(day(alone) - day(together)).toBe(14);
  });

  test('two complaints on few orders are a level 2 warning; on many they are not', () => {
    const opened = [10, 20].map((ago) => fact('complaint_opened', LAST - ago, { score: 1, category: 1 }));
    expect(judgeOn(program, [...MONTHLY, ...opened], LAST).signals).toMatchObject([
      { key: 'complaint_rate', level: 2 },
    ]);
    expect(judgeOn(program, [...regularOrders(LAST, 3, 300), ...opened], LAST).signals).toEqual([]);
  });

  test('a threat to change supplier opens level 3 at once, caps the score at 39, and ends with a real order', () => {
    const said = fact('supplier_change_threatened', LAST + 2);
    const days = judgeDaily(
      program,
      [...MONTHLY, said, fact('order', LAST + 10, { amount: 1_000_000 })],
      LAST - 5,
      LAST + 20,
    );
    const at = (day: number) => days.find(({ asOfDay }) => asOfDay === day);
    expect(at(LAST + 2)).toMatchObject({
      colour: 'red',
      score: 39,
      signals: [{ key: 'change_supplier', level: 3, since: LAST + 2 }],
    });
    expect(at(LAST + 10)?.cleared).toEqual(['change_supplier']);
    expect(at(LAST + 20)?.signals).toEqual([]);
    const first = judgeOn(program, [...MONTHLY, said], LAST + 5);
    expect(first.signals).toMatchObject([{ key: 'change_supplier', since: LAST + 2 }]);
  });
});

describe('retail', () => {
  const retail = readyPlan('retail').program;
  const member = regularOrders(LAST, 21, 18);
  const context = { customerType: 'person' as const };

  test('day 89 nothing, day 90 dormant (story S5)', () => {
    expect(judgeOn(retail, member, LAST + 89, { context }).segments).not.toContain('dormant');
    expect(judgeOn(retail, member, LAST + 90, { context })).toMatchObject({
      segments: expect.arrayContaining(['dormant', 'former_high_value']),
      stage: 'dormant',
    });
  });

  test('a member of two purchases has a stage and no colour', () => {
    expect(judgeOn(retail, member.slice(-8), LAST - 330, { context }).colour).toBe('unknown');
  });
});
