import { describe, expect, it } from 'vitest';
import { type Fact, factKinds } from '../timeline/timeline.ts';
import { kindsToTell, STORY_GROUPS, STORY_KINDS, storySaid, titleOf } from './story.ts';

const everything = { promises: true, receivables: true, complaints: true };
const detail = { number: null, text: '样品送到', name: '王磊', extra: '2026-12-01', key: null, by: null };
const nothing = { number: null, text: null, name: null, extra: null, key: null, by: null };

function fact(kind: (typeof STORY_KINDS)[number], said: Partial<Fact> = {}): Fact {
  const at = new Date('2026-11-23T02:00:00Z');
  const whole = { id: '', customerId: 1, kind: factKinds[kind], occurredAt: at, recordedAt: at, voids: null };
  return { ...whole, amount: null, category: null, score: null, ...said };
}

describe('the words of a story', () => {
  it.each(STORY_KINDS)('%s has a heading in both languages, and a sentence whatever is known', (kind) => {
    const { zh, en } = titleOf(kind, nothing, null);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[A-Za-z -]+$/);
    for (const given of [fact(kind), fact(kind, { amount: 20_000, category: 1, score: 2 })]) {
      for (const known of [nothing, detail]) {
        const said = storySaid(kind, given, known);
        if (said === null) continue;
        expect(`${said.zh}${said.en}`).not.toMatch(/null|undefined|NaN/);
      }
    }
  });

  it.each([
    ['receivable_due', { score: 12 }, '迟 12 天付清'],
    ['receivable_due', { score: null }, '还没付清'],
    ['terms_changed', { amount: 30, key: 'monthly' }, '月结，30 天'],
    ['promise_kept', { score: 2 }, '样品送到，比最初约定迟 2 天'],
    ['promise_kept', { score: 0 }, '样品送到'],
    ['enquiry_competitor', { score: 2 }, '见到报价或样品，样品送到'],
    ['role_changed', { key: 'collaborator' }, '协作人，王磊，样品送到'],
    ['project_changed', { key: 'building' }, '在建'],
    ['owner_changed', { category: 2 }, 'B，2026-12-01 → 王磊，样品送到'],
  ] as const)(
    '%s with %j says %s',
    (kind, { key = null, ...said }: Partial<Fact> & { key?: string | null }, sentence) => {
      expect(storySaid(kind, fact(kind, said), { ...detail, key })?.zh).toBe(sentence);
    },
  );
});

describe('what of a story is told', () => {
  it('is every kind of it once, by group', () => {
    expect(STORY_GROUPS.flatMap((group) => kindsToTell(group, everything))).toEqual(STORY_KINDS);
    expect(new Set(STORY_KINDS).size).toBe(STORY_KINDS.length);
  });

  it.each([
    ['receivables', 'payment'],
    ['promises', 'promise_made'],
    ['complaints', 'complaint_opened'],
  ] as const)('without %s is without %s', (section, kind) => {
    const told = kindsToTell(undefined, { ...everything, [section]: false });
    expect(told).not.toContain(kind);
    expect(told).toContain('order');
    expect(told).toContain('credit_hold_set');
  });
});
