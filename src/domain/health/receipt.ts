import { formatDay } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import { sayIndicator } from '../../plan/sentences.ts';
import type { EffectiveBasis } from '../../scoring/basis.ts';
import { factKindOf } from '../../scoring/fact-kinds.ts';
import type { Judgement } from '../../scoring/judgement.ts';
import type { Colour } from '../../scoring/program.ts';
import type { Fact } from '../timeline/timeline.ts';
import type { Said } from './judged.ts';

/** A fact behind an indicator. Amount in minor units or a count. */
export interface ReceiptFact {
  readonly id: string;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly amount: number | null;
}

export interface ReceiptIndicator {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
  readonly risk: 'need' | 'relation' | 'external';
  readonly value: number | null;
  readonly sentence: Said;
  /** 0–100; null for unknown. */
  readonly points: number | null;
  readonly colour: Colour;
  readonly weight: number;
  /** Points of the score, one decimal; they add up to the score together with `capChange`. */
  readonly contribution: number | null;
  readonly maximum: number | null;
  readonly change: number | null;
  readonly facts: readonly ReceiptFact[];
  readonly factCount: number;
}

/** Why a score is what it is: inputs, points, facts. 得分说明 */
export interface Receipt {
  readonly asOf: string;
  readonly knownAt: Date;
  readonly planVersion: number;
  readonly planName: string;
  readonly health: {
    readonly score: number | null;
    readonly colour: Colour;
    /** The colour the score has reached, while it must hold before it shows; null when the two agree. */
    readonly pending: { readonly colour: Colour; readonly since: string } | null;
    readonly provisional: boolean;
    readonly coverage: number;
    readonly capChange: number;
    readonly previous: {
      readonly asOf: string;
      readonly score: number | null;
      readonly colour: Colour;
      /** What caps took off then; with the indicators' changes it makes up the change of the score. */
      readonly capChange: number;
    };
    readonly caps: readonly {
      readonly key: string;
      readonly name: string;
      readonly nameEn: string;
      readonly max: number;
    }[];
    readonly newCustomer: {
      readonly met: number;
      readonly steps: readonly (Named & { readonly met: boolean | null })[];
    } | null;
  };
  readonly indicators: readonly ReceiptIndicator[];
  /** One scheme of tiers so far: the one held, the one proposed by standing. */
  readonly tiers: { readonly held: string | null; readonly proposed: string | null; readonly standing: number | null };
  readonly stage: string | null;
  readonly segments: readonly Named[];
  readonly warnings: readonly (Named & {
    readonly level: number;
    readonly since: string;
    readonly facts: readonly ReceiptFact[];
    readonly factCount: number;
  })[];
  readonly held: Judgement['held'];
  /** What the last 365 days came to, and on which basis: the figure of the list, the page and the board. */
  readonly year: {
    readonly amount: number;
    readonly orders: number;
    readonly basis: EffectiveBasis['amount'];
    readonly tax: EffectiveBasis['tax'];
  };
  /** How many facts were known and counted. */
  readonly facts: number;
}

interface Named {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string;
}

export interface ReceiptInput {
  readonly plan: Plan;
  readonly planVersion: number;
  readonly knownAt: Date;
  readonly now: Judgement;
  readonly before: Judgement;
  readonly tierHeld: string | null;
  readonly year: Receipt['year'];
  readonly facts: readonly Fact[];
  /** By indicator or warning: places in `facts`, newest first, and how many there are in all. */
  readonly traces: ReadonlyMap<string, { readonly indices: readonly number[]; readonly count: number }>;
}

const FACTS_PER_INDICATOR_MAX = 50;

/** Puts a judgement into words and figures that add up, beside the judgement of the day it is compared with. */
export function receiptOf(input: ReceiptInput): Receipt {
  const { plan, now, before } = input;
  return {
    asOf: formatDay(now.asOfDay),
    knownAt: input.knownAt,
    planVersion: input.planVersion,
    planName: plan.name,
    health: {
      score: points(now.scoreTenths),
      colour: now.colour,
      pending: pendingOf(now),
      provisional: now.provisional,
      coverage: now.coverage,
      capChange: now.capTenths / 10,
      previous: {
        asOf: formatDay(before.asOfDay),
        score: points(before.scoreTenths),
        colour: before.colour,
        capChange: before.capTenths / 10,
      },
      caps: now.caps.map(({ key, max }) => ({ ...named([...plan.indicators, ...plan.health.caps], key), max })),
      newCustomer: trackOf(plan, now),
    },
    indicators: now.indicators.map((judged) => indicatorOf(input, judged)).sort(byPointsLost),
    tiers: { held: input.tierHeld, proposed: now.tier, standing: now.standing },
    stage: now.stage,
    segments: now.segments.map((key) => named(plan.segments, key)),
    warnings: now.signals.map(({ key, level, since }) => ({
      ...named(plan.warnings, key),
      ...factsBehind(input, key),
      level,
      since: formatDay(since),
    })),
    held: now.held,
    year: input.year,
    facts: input.facts.length,
  };
}

function pendingOf({ state: { pending, pendingSince } }: Judgement): Receipt['health']['pending'] {
  return pending === null || pendingSince === null ? null : { colour: pending, since: formatDay(pendingSince) };
}

function trackOf(plan: Plan, { newCustomer }: Judgement): Receipt['health']['newCustomer'] {
  if (newCustomer === null) return null;
  const steps = newCustomer.steps.map(({ key, met }) => ({ ...named(plan.newCustomer?.steps ?? [], key), met }));
  return { met: newCustomer.met, steps };
}

function indicatorOf(input: ReceiptInput, judged: Judgement['indicators'][number]): ReceiptIndicator {
  const planned = input.plan.indicators.find(({ key }) => key === judged.key);
  const then = input.before.indicators.find(({ key }) => key === judged.key);
  return {
    ...named(input.plan.indicators, judged.key),
    risk: planned?.risk ?? 'need',
    value: judged.value,
    sentence: planned
      ? { zh: sayIndicator(planned, judged, 'zh'), en: sayIndicator(planned, judged, 'en') }
      : { zh: '', en: '' },
    points: judged.points,
    colour: judged.colour,
    weight: judged.weight,
    contribution: points(judged.contributionTenths),
    maximum: points(judged.maximumTenths),
    change: changeOf(judged.contributionTenths, then?.contributionTenths ?? null),
    ...factsBehind(input, judged.key),
  };
}

/** The facts that an indicator or a warning looked at, newest first, and how many they are in all. */
function factsBehind({ traces, facts }: ReceiptInput, key: string): { facts: ReceiptFact[]; factCount: number } {
  const { indices, count } = traces.get(key) ?? { indices: [], count: 0 };
  return { facts: indices.slice(0, FACTS_PER_INDICATOR_MAX).map((index) => factOf(facts[index])), factCount: count };
}

function factOf({ id, kind, occurredAt, recordedAt, amount }: Fact): ReceiptFact {
  return { id, kind: factKindOf(kind)?.key ?? String(kind), occurredAt, recordedAt, amount };
}

function points(tenths: number | null): number | null {
  return tenths === null ? null : tenths / 10;
}

function changeOf(now: number | null, then: number | null): number | null {
  return now === null && then === null ? null : ((now ?? 0) - (then ?? 0)) / 10;
}

function named(list: readonly { key: string; name: string; nameEn: string | null }[], key: string): Named {
  const found = list.find((each) => each.key === key);
  return { key, name: found?.name ?? key, nameEn: found?.nameEn ?? found?.name ?? key };
}

/** What cost most points first, what is unknown last. */
function byPointsLost(left: ReceiptIndicator, right: ReceiptIndicator): number {
  return lost(right) - lost(left);
}

function lost({ contribution, maximum }: ReceiptIndicator): number {
  return contribution === null || maximum === null ? -1 : maximum - contribution;
}
