import { formatDay } from '../../kernel/time.ts';
import { diffPlans, type PlanChange } from '../../plan/diff.ts';
import type { Named, Plan, Said } from '../../plan/plan.ts';
import type { Judgement } from '../../scoring/judgement.ts';
import type { Colour } from '../../scoring/program.ts';
import type { LookPair } from '../health/health.ts';

export type MoveKind = 'tier' | 'scheme' | 'colour' | 'stage' | 'segment';
export type Direction = 'up' | 'down' | 'other';

/** A customer who would stand elsewhere. Of segments, from null: joins; to null: leaves. */
export interface Move {
  readonly kind: MoveKind;
  /** Which scheme or segment; null for what there is one of. */
  readonly key: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly direction: Direction;
  /** The local day on which a colour is shown that must hold first; null: at once. */
  readonly on: string | null;
  readonly customerId: number;
  readonly amountYear: number;
}

interface Band extends Record<Colour, number> {
  readonly tier: string | null;
  readonly name: Said;
}

interface IndicatorMoves {
  readonly key: string;
  readonly name: Said;
  /** How many customers' points change; of an indicator on one side only, of how many it is known. */
  readonly customers: number;
  readonly meanChange: number | null;
  readonly largest: readonly { readonly customerId: number; readonly before: number; readonly after: number }[];
}

interface WarningMoves {
  readonly key: string;
  readonly name: Said;
  readonly level: number;
  /** The work one of them means. */
  readonly minutes: number;
  readonly before: number;
  readonly after: number;
  readonly raised: number;
  readonly cleared: number;
  readonly raisedMinutes: number;
  readonly items: readonly { readonly customerId: number; readonly kind: 'raised' | 'cleared' }[];
  /** How many thirty days would raise, an estimate. */
  readonly perMonth: { readonly before: number; readonly after: number };
}

interface Work {
  warnings: number;
  minutes: number;
}

/** What another plan would change, as it is kept: customers by number. */
export interface DryRunResult {
  readonly asOf: string;
  readonly against: number;
  readonly customers: number;
  readonly seconds: number;
  readonly changes: readonly PlanChange[];
  readonly bands: { readonly before: readonly Band[]; readonly after: readonly Band[] };
  readonly counts: Counts;
  readonly moves: readonly Move[];
  readonly names: Readonly<Record<string, Said>>;
  readonly indicators: readonly IndicatorMoves[];
  readonly warnings: readonly WarningMoves[];
  readonly warningsRaised: number;
  readonly warningsCleared: number;
  readonly minutes: number;
  readonly perMonth: {
    readonly days: number;
    readonly sampled: number;
    readonly customers: number;
    readonly before: Work;
    readonly after: Work;
  };
}

interface Counts {
  customers: number;
  tier: Record<Direction, number>;
  /** The colours that customers are on their way to; `later` of them must hold for some days first. */
  colour: { better: number; worse: number; other: number; later: number };
  stage: number;
  schemes: Record<string, number>;
  segments: Record<string, { joins: number; leaves: number }>;
}

const MOVES_KEPT_MAX = 100;
const LARGEST_KEPT = 10;
const WARNED_KEPT_MAX = 50;
const MONTH_DAYS = 30;
const COLOUR_ORDER: readonly Colour[] = ['red', 'yellow', 'green'];

/** Adds up, customer by customer, what changes between two plans; memory does not grow with the book. */
export class Comparison {
  private readonly before: Plan;
  private readonly after: Plan;
  private readonly bands = { before: new Map<string | null, Band>(), after: new Map<string | null, Band>() };
  private readonly kept = new Map<string, Move[]>();
  private readonly indicators: IndicatorTally[];
  private readonly warnings: WarningTally[];
  private readonly counts: Counts = {
    ...{ customers: 0, stage: 0, schemes: {}, segments: {} },
    ...{ tier: { up: 0, down: 0, other: 0 }, colour: { better: 0, worse: 0, other: 0, later: 0 } },
  };

  constructor(before: Plan, after: Plan) {
    this.before = before;
    this.after = after;
    this.indicators = united(before.indicators, after.indicators).map((each) => new IndicatorTally(each));
    this.warnings = united(before.warnings, after.warnings).map(
      (each) => new WarningTally(each, before.warnings, after.warnings),
    );
    for (const { key } of united(before.segments, after.segments)) this.counts.segments[key] = { joins: 0, leaves: 0 };
    for (const { key } of united(before.schemes, after.schemes)) this.counts.schemes[key] = 0;
  }

  add(pair: LookPair): void {
    addToBand(this.bands.before, this.before, pair.before);
    addToBand(this.bands.after, this.after, pair.after);
    const moves = [...this.tierMoves(pair), ...this.colourMoves(pair), ...this.otherMoves(pair)];
    if (moves.length > 0) this.counts.customers += 1;
    for (const move of moves) this.keep(move);
    for (const each of this.indicators) each.add(pair);
    for (const each of this.warnings) each.add(pair);
  }

  finish(run: { asOfDay: number; against: number; customers: number; sampled: number; seconds: number }): DryRunResult {
    const { customers, sampled } = run;
    const warnings = this.warnings.map((each) => each.finish(sampled === 0 ? 0 : customers / sampled));
    return {
      ...{ asOf: formatDay(run.asOfDay), against: run.against, customers, seconds: run.seconds },
      changes: diffPlans(this.before, this.after),
      bands: {
        before: bandsInOrder(this.bands.before, this.before),
        after: bandsInOrder(this.bands.after, this.after),
      },
      counts: this.counts,
      moves: [...this.kept.values()].flat(),
      names: { ...namesOf(this.before), ...namesOf(this.after) },
      indicators: this.indicators
        .map((each) => each.finish())
        .filter((each) => each.customers > 0)
        .sort((left, right) => right.customers - left.customers),
      warnings,
      warningsRaised: sum(warnings, ({ raised }) => raised),
      warningsCleared: sum(warnings, ({ cleared }) => cleared),
      minutes: sum(warnings, ({ raisedMinutes }) => raisedMinutes),
      perMonth: { days: MONTH_DAYS, sampled, customers, before: this.work('before'), after: this.work('after') },
    };
  }

  private work(side: 'before' | 'after'): Work {
    return this.warnings.reduce(
      (total, each) => {
        const { count, minutes } = each.month(side);
        return { warnings: total.warnings + count, minutes: total.minutes + count * minutes };
      },
      { warnings: 0, minutes: 0 },
    );
  }

  private tierMoves(pair: LookPair): Move[] {
    const [from, to] = [pair.before.tier, pair.after.tier];
    if (from === to) return [];
    const keys = this.after.tiers.map(({ key }) => key);
    const direction = directionOf(keys.indexOf(to ?? ''), keys.indexOf(from ?? ''));
    this.counts.tier[direction] += 1;
    return [moveOf(pair, 'tier', null, from, to, direction)];
  }

  private colourMoves(pair: LookPair): Move[] {
    const [from, to] = [colourAhead(pair.before), colourAhead(pair.after)];
    if (from === to) return [];
    const { pending, pendingSince } = pair.after.state;
    const on = pending === null ? null : formatDay((pendingSince ?? pair.after.asOfDay) + this.after.health.holdDays);
    if (on !== null) this.counts.colour.later += 1;
    const direction = directionOf(COLOUR_ORDER.indexOf(from), COLOUR_ORDER.indexOf(to));
    this.counts.colour[({ up: 'better', down: 'worse', other: 'other' } as const)[direction]] += 1;
    return [{ ...moveOf(pair, 'colour', null, from, to, direction), on }];
  }

  private otherMoves(pair: LookPair): Move[] {
    const { before, after } = pair;
    const moves = before.stage === after.stage ? [] : [moveOf(pair, 'stage', null, before.stage, after.stage)];
    this.counts.stage += moves.length;
    for (const key of Object.keys(this.counts.schemes)) {
      const [from, to] = [before.schemes[key] ?? null, after.schemes[key] ?? null];
      if (from === to) continue;
      this.counts.schemes[key] += 1;
      moves.push(moveOf(pair, 'scheme', key, from, to));
    }
    return [...moves, ...this.segmentMoves(pair)];
  }

  private segmentMoves(pair: LookPair): Move[] {
    const [was, is] = [new Set(pair.before.segments), new Set(pair.after.segments)];
    const joins = [...is].filter((key) => !was.has(key));
    const leaves = [...was].filter((key) => !is.has(key));
    for (const key of joins) this.counts.segments[key].joins += 1;
    for (const key of leaves) this.counts.segments[key].leaves += 1;
    return [
      ...joins.map((key) => moveOf(pair, 'segment', key, null, key)),
      ...leaves.map((key) => moveOf(pair, 'segment', key, key, null)),
    ];
  }

  /** The largest customers of each kind and key. */
  private keep(move: Move): void {
    const group = `${move.kind} ${move.key}`;
    const moves = this.kept.get(group) ?? [];
    if (moves.length === MOVES_KEPT_MAX && (moves.at(-1)?.amountYear ?? 0) >= move.amountYear) return;
    moves.push(move);
    moves.sort((left, right) => right.amountYear - left.amountYear || left.customerId - right.customerId);
    this.kept.set(group, moves.slice(0, MOVES_KEPT_MAX));
  }
}

class IndicatorTally {
  private readonly indicator: Named;
  private changed = 0;
  private total = 0;
  private onOneSide = 0;
  private largest: { customerId: number; before: number; after: number }[] = [];

  constructor(indicator: Named) {
    this.indicator = indicator;
  }

  add({ customerId, before, after }: LookPair): void {
    const [was, is] = [this.pointsIn(before), this.pointsIn(after)];
    if (was === null || is === null) {
      this.onOneSide += was === is ? 0 : 1;
      return;
    }
    if (was === is) return;
    this.changed += 1;
    this.total += is - was;
    const least = this.largest.length < LARGEST_KEPT ? undefined : this.largest.at(-1);
    if (least !== undefined && Math.abs(least.after - least.before) >= Math.abs(is - was)) return;
    this.largest.push({ customerId, before: was, after: is });
    this.largest.sort((left, right) => Math.abs(right.after - right.before) - Math.abs(left.after - left.before));
    this.largest.length = Math.min(this.largest.length, LARGEST_KEPT);
  }

  finish(): IndicatorMoves {
    const { key } = this.indicator;
    const meanChange = this.changed === 0 ? null : Math.round((10 * this.total) / this.changed) / 10;
    const customers = this.changed + this.onOneSide;
    return { key, name: nameOf(this.indicator), customers, meanChange, largest: this.largest };
  }

  private pointsIn({ indicators }: Judgement): number | null {
    return indicators.find(({ key }) => key === this.indicator.key)?.points ?? null;
  }
}

class WarningTally {
  private readonly warning: Named & { readonly level: number };
  private readonly minutesOf: { readonly before: number; readonly after: number };
  private readonly standing = { before: 0, after: 0 };
  private readonly inMonth = { before: 0, after: 0 };
  private raised = 0;
  private cleared = 0;
  private scale = 0;
  private readonly items: { customerId: number; kind: 'raised' | 'cleared' }[] = [];

  constructor(warning: Plan['warnings'][number], before: Plan['warnings'], after: Plan['warnings']) {
    this.warning = warning;
    const minutes = (plan: Plan['warnings']) => plan.find(({ key }) => key === warning.key)?.minutes;
    this.minutesOf = {
      before: minutes(before) ?? minutes(after) ?? 0,
      after: minutes(after) ?? minutes(before) ?? 0,
    };
  }

  add({ customerId, before, after, month }: LookPair): void {
    const [was, is] = [this.standsIn(before), this.standsIn(after)];
    if (was) this.standing.before += 1;
    if (is) this.standing.after += 1;
    if (is && !was) this.raised += 1;
    if (was && !is) this.cleared += 1;
    if (was !== is && this.items.length < WARNED_KEPT_MAX) {
      this.items.push({ customerId, kind: is ? 'raised' : 'cleared' });
    }
    if (month === null) return;
    this.inMonth.before += month.before.filter((key) => key === this.warning.key).length;
    this.inMonth.after += month.after.filter((key) => key === this.warning.key).length;
  }

  finish(scale: number): WarningMoves {
    this.scale = scale;
    const { key, level } = this.warning;
    const perMonth = { before: this.month('before').count, after: this.month('after').count };
    return {
      ...{ key, name: nameOf(this.warning), level, minutes: this.minutesOf.after },
      ...{ before: this.standing.before, after: this.standing.after, raised: this.raised, cleared: this.cleared },
      ...{ raisedMinutes: this.raised * this.minutesOf.after, items: this.items, perMonth },
    };
  }

  /** How many a month would raise in the whole book, and the work of one. */
  month(side: 'before' | 'after'): { count: number; minutes: number } {
    return { count: Math.round(this.inMonth[side] * this.scale), minutes: this.minutesOf[side] };
  }

  private standsIn({ signals }: Judgement): boolean {
    return signals.some(({ key }) => key === this.warning.key);
  }
}

function moveOf(
  { customerId, amountYear }: LookPair,
  kind: MoveKind,
  key: string | null,
  from: string | null,
  to: string | null,
  direction: Direction = 'other',
): Move {
  return { kind, key, from, to, direction, on: null, customerId, amountYear };
}

/** Up where the second place is above the first; a place that is none has no direction. */
function directionOf(first: number, second: number): Direction {
  if (first < 0 || second < 0) return 'other';
  return second > first ? 'up' : 'down';
}

/** A colour that waits for its hold to pass counts as the one it will be: else another border would seem to do nothing. */
function colourAhead({ colour, state }: Judgement): Colour {
  return state.pending ?? colour;
}

function addToBand(bands: Map<string | null, Band>, plan: Plan, judgement: Judgement): void {
  const { tier } = judgement;
  const band = bands.get(tier) ?? emptyBand(plan, tier);
  band[colourAhead(judgement)] += 1;
  bands.set(tier, band);
}

function emptyBand(plan: Plan, tier: string | null): Band {
  const known = plan.tiers.find(({ key }) => key === tier);
  const name = known ? nameOf(known) : { zh: '未定', en: 'None' };
  return { tier, name, red: 0, yellow: 0, green: 0, unknown: 0 };
}

function bandsInOrder(bands: ReadonlyMap<string | null, Band>, plan: Plan): Band[] {
  const known = plan.tiers.map(({ key }) => bands.get(key) ?? emptyBand(plan, key));
  const none = bands.get(null);
  return none === undefined ? known : [...known, none];
}

/** The things of both plans, as the later one calls them, in its order. */
function united<Thing extends Named>(before: readonly Thing[], after: readonly Thing[]): Thing[] {
  const keys = new Set(after.map(({ key }) => key));
  return [...after, ...before.filter(({ key }) => !keys.has(key))];
}

/** By key: what tiers, stages, segments, classes of schemes, indicators and warnings are called. */
function namesOf(plan: Plan): Record<string, Said> {
  const classes = plan.schemes.flatMap((scheme) => [
    scheme,
    ...scheme.classes.map((each) => ({ ...each, key: `${scheme.key}.${each.key}` })),
  ]);
  const all = [...plan.tiers, ...plan.stages, ...plan.segments, ...classes, ...plan.indicators, ...plan.warnings];
  return Object.fromEntries(all.map((each) => [each.key, nameOf(each)]));
}

function nameOf({ name, nameEn }: Named): Said {
  return { zh: name, en: nameEn };
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
