import { describe, expect, it } from 'vitest';
import { type MoveState, nextStep } from './tier-move.ts';
import { sayMove } from './tier-said.ts';

const tier = (key: string) => ({
  ...{ key, name: key, nameEn: key, contactsDue: 1, sponsor: null, review: null, entitlements: [] },
  when: { text: 'true', path: '', placeOf: () => ({ line: 1, column: 1, length: 1 }) },
});
const plan = {
  tiers: ['strategic', 'key', 'ordinary'].map(tier),
  tierMoves: { up: 'automatic', down: 'approved', holdDays: 90, protect: null } as const,
  standing: tier('').when,
};
const TODAY = 20_000;
const held: MoveState = {
  ...{ customerId: 1, held: 'key', proposed: 'key', before: null, isProtected: false, firstDay: null },
  ...{ reviewDay: null, refusedDay: null, open: null, now: { standing: 60, amountYear: 0, points: {} } },
};
const down = { ...held, proposed: 'ordinary' };
const open = { id: 'p', from: 'key', to: 'ordinary', direction: 'down', sinceDay: TODAY, isRipe: false } as const;
const unknown = { standing: null, amountYear: null, points: {} };

describe('the next step about a tier', () => {
  it.each<[string, MoveState, object | null]>([
    ['stays where nothing differs', held, null],
    ['takes the first one', { ...held, held: null }, { hold: 'first' }],
    ['takes none while nobody knows how the customer stands', { ...held, held: null, now: unknown }, null],
    ['takes anew where the plan no longer has the tier held', { ...held, held: 'gold' }, { hold: 'first', to: 'key' }],
    ['follows a first one while data comes in', { ...down, firstDay: TODAY - 29 }, { hold: 'settled' }],
    ['but not for ever', { ...down, firstDay: TODAY - 30 }, { opens: { direction: 'down', isRipe: false } }],
    ['goes up at once where the plan says so', { ...held, proposed: 'strategic' }, { hold: 'automatic' }],
    [
      'asks where somebody gave a word',
      { ...held, proposed: 'strategic', reviewDay: TODAY },
      { hold: null, opens: { direction: 'up', isRipe: true } },
    ],
    [
      'and waits for the review of that word',
      { ...held, proposed: 'strategic', reviewDay: TODAY + 1 },
      { opens: { direction: 'up', isRipe: false } },
    ],
    ['opens a way down', down, { opens: { direction: 'down', isRipe: false } }],
    ['which lasts', { ...down, open }, null],
    ['and is put to somebody', { ...down, open: { ...open, sinceDay: TODAY - 90 } }, { changes: { isRipe: true } }],
    ['once', { ...down, open: { ...open, sinceDay: TODAY - 91, isRipe: true } }, null],
    ['but not one who is protected', { ...down, isProtected: true }, null],
    ['whose open proposal goes', { ...down, isProtected: true, open }, { ends: 'withdrawn', opens: null }],
    ['nor one of whom nothing is known', { ...down, now: unknown, open }, { ends: 'withdrawn' }],
    ['which goes where it is judged so no longer', { ...held, open }, { ends: 'withdrawn', opens: null }],
    [
      'turns round',
      { ...held, proposed: 'strategic', reviewDay: TODAY, open },
      { ends: 'withdrawn', opens: { direction: 'up', isRipe: true } },
    ],
    [
      'starts anew from another tier',
      { ...down, open: { ...open, from: 'strategic' } },
      { ends: 'withdrawn', opens: { direction: 'down', isRipe: false } },
    ],
  ])('%s', (_what, state, expected) => {
    const step = nextStep(plan, state, TODAY);
    if (expected === null) expect(step).toBeNull();
    else expect(step).toMatchObject(expected);
  });

  it('takes a way down by itself where the plan says so, and asks again after a refusal only in time', () => {
    const automatic = { ...plan, tierMoves: { ...plan.tierMoves, down: 'automatic' } as const };
    expect(nextStep(automatic, { ...down, open: { ...open, sinceDay: TODAY - 90 } }, TODAY)).toMatchObject({
      hold: 'automatic',
      ends: 'taken',
    });
    const asked = { ...plan, tierMoves: { ...plan.tierMoves, up: 'approved' } as const };
    const up = { ...held, proposed: 'strategic' };
    const isRipe = (refusedDay: number | null) => nextStep(asked, { ...up, refusedDay }, TODAY)?.opens?.isRipe;
    expect([null, TODAY - 89, TODAY - 90].map(isRipe)).toEqual([true, false, true]);
  });
});

it('a move is said with what changed since the tier was decided, in both languages', () => {
  const indicators = [{ key: 'stability', name: '订单稳定性', nameEn: 'Stability' }];
  const before = { standing: 82.04, amountYear: 1_080_000_000, points: { stability: 92 } };
  const now = { standing: 74, amountYear: 972_000_000, points: { stability: 70 } };
  const saying = { currency: 'CNY', indicators };
  expect(sayMove(saying, before, now)).toEqual({
    zh: '等级分 82 → 74；近 12 个月采购额 ¥1,080 万 → ¥972 万（−10%）；订单稳定性 92 → 70',
    en: 'standing 82 → 74; 12 months ¥10.8 M → ¥9.7 M (−10%); Stability points 92 → 70',
  });
  expect(sayMove(saying, null, now).zh).toBe('等级分 74；近 12 个月采购额 ¥972 万');
});
