import { dayEnd } from '../kernel/time.ts';
import type { Book, CustomerContext } from './book.ts';
import type { CustomerView } from './customer-view.ts';
import type { FactColumns } from './fact-columns.ts';
import { bandOf, type Composition, compose, nextColour, type Part } from './health.ts';
import type { EvidenceValue, IndicatorJudgement, Judgement, JudgementState, NewCustomerTrack } from './judgement.ts';
import type { CapProgram, Condition, IndicatorProgram, Program } from './program.ts';
import { linearPoints } from './scalar-words.ts';
import { isConditionMet, stepWarnings } from './warnings.ts';
import type { Evaluator } from './word.ts';

/** Points that stand in for an unknown where the plan does not leave it out. */
const UNKNOWN_POINTS = { leave_out: Number.NaN, neutral: 50, worst: 0 } as const;
const NO_CAP = 100;

/** One customer's place in the columns, and what is known beside the facts. */
export interface Subject {
  readonly columns: FactColumns;
  readonly from: number;
  readonly to: number;
  readonly context: CustomerContext;
}

interface Found {
  readonly value: number;
  readonly points: number;
  readonly isKnown: boolean;
  readonly notApplicable: boolean;
  readonly evidence: Record<string, EvidenceValue>;
}

/**
 * Judges one customer: the facts [from, to) that had happened by the book's as-of and were known by its known-at.
 * `previous` is the state of the customer's judgement before; without it colours have no memory and warnings that
 * must last are checked on the facts of then. The same arguments give the same result.
 */
export function judge(
  program: Program,
  book: Book,
  columns: FactColumns,
  from: number,
  to: number,
  context: CustomerContext,
  previous: JudgementState | null = null,
): Judgement {
  const subject = { columns, from, to, context };
  let found = prepare(program, book, subject);
  const lasting = previous === null ? lastingConditions(program, book, subject) : NONE;
  if (lasting.size > 0) found = prepare(program, book, subject);
  const steps = stepWarnings(program, previous, lasting);
  const { view } = program;
  const caps = capsNow(program);
  const cap = caps.reduce((lowest, each) => Math.min(lowest, each.max), NO_CAP);
  const coverage = coverageOf(program, found);
  const isScored = view.findings.isNewCustomer !== 1 && coverage >= program.health.provisionalWeightMin;
  const health = isScored ? compose(partsOf(program, found), cap) : null;
  const score = health === null ? Number.NaN : Math.floor(health.scoreTenths / 10);
  view.findings.score = score;
  const step = nextColour(score, health !== null && health.capTenths < 0, book.asOfDay, previous, program.health);
  const { standing } = view.findings;
  const { signals, cleared, held, states } = steps;
  return {
    asOfDay: book.asOfDay,
    score: orNull(score),
    scoreTenths: health === null ? null : health.scoreTenths,
    colour: step.colour,
    provisional: health !== null && coverage < program.health.knownWeightMin,
    coverage,
    tier: firstTrue(program.tiers, view),
    standing: orNull(standing),
    stage: firstTrue(program.stages, view),
    newCustomer: trackOf(program, view),
    indicators: indicatorsOf(program, found, health),
    caps,
    capTenths: health === null ? 0 : health.capTenths,
    segments: segmentsOf(program, view),
    signals,
    cleared,
    held,
    state: { asOfDay: book.asOfDay, ...step, warnings: states },
  };
}

const NONE: ReadonlyMap<string, boolean> = new Map();

/** Loads the customer and computes everything that has no memory: the new-customer track and the indicators. */
function prepare(program: Program, book: Book, subject: Subject): Found[] {
  const { view } = program;
  view.load(subject.columns, subject.from, subject.to, book, subject.context);
  const { findings } = view;
  findings.values.fill(Number.NaN);
  findings.points.fill(Number.NaN);
  findings.segments.fill(Number.NaN);
  findings.warnings.fill(0);
  findings.score = Number.NaN;
  findings.standing = Number.NaN;
  findings.isNewCustomer = program.newCustomer === null ? 0 : program.newCustomer.when(view);
  const found = program.indicators.map((indicator, index) => measureInto(view, indicator, index));
  findings.standing = program.standing === null ? Number.NaN : program.standing(view);
  if (view.tier === null) measureForTier(program, found);
  return found;
}

/** A customer without a tier is treated as of the one proposed. */
function measureForTier(program: Program, found: Found[]): void {
  const { view } = program;
  view.tier = firstTrue(program.tiers, view);
  program.indicators.forEach((indicator, index) => {
    if (indicator.usesTier) found[index] = measureInto(view, indicator, index);
  });
}

function measureInto(view: CustomerView, indicator: IndicatorProgram, index: number): Found {
  const found = measure(indicator, view);
  view.findings.values[index] = found.value;
  view.findings.points[index] = found.points;
  return found;
}

/**
 * The warnings that must last and whose condition is true now, each with whether it was true so many days ago. The view
 * is left at another day when the answer is not empty.
 */
function lastingConditions(program: Program, book: Book, subject: Subject): ReadonlyMap<string, boolean> {
  const met = program.warnings.filter((warning) => warning.forDays > 0 && isConditionMet(program.view, warning, null));
  if (met.length === 0) return NONE;
  const lasting = new Map<string, boolean>();
  for (const warning of met) {
    prepare(program, bookEarlier(program, book, warning.forDays), subject);
    lasting.set(warning.key, isConditionMet(program.view, warning, null));
  }
  return lasting;
}

function bookEarlier(program: Program, book: Book, days: number): Book {
  const asOfDay = book.asOfDay - days;
  return { ...book, asOfDay, asOfMs: dayEnd(asOfDay, program.view.settings.timezone).getTime() };
}

/** The value and points of one indicator; its inputs are computed first and kept as evidence. */
export function measure(indicator: IndicatorProgram, view: CustomerView): Found {
  const evidence: Record<string, EvidenceValue> = {};
  for (const { name, slot, evaluator } of indicator.inputs) {
    const value = evaluator.run(view);
    view.findings.inputs[slot] = value;
    evidence[name] = shown(evaluator, value);
  }
  const notApplicable = indicator.notApplicable !== null && indicator.notApplicable(view) === 1;
  const value = notApplicable ? Number.NaN : finite(indicator.value(view));
  view.findings.value = value;
  evidence.value = orNull(value);
  const isKnown = !Number.isNaN(value);
  const points = isKnown ? cappedPoints(indicator, view, value) : UNKNOWN_POINTS[indicator.unknown];
  return { value, points: notApplicable ? Number.NaN : points, isKnown, notApplicable, evidence };
}

function cappedPoints(indicator: IndicatorProgram, view: CustomerView, value: number): number {
  const points = linearPoints(value, indicator.bad, indicator.good);
  return indicator.pointCaps.reduce(
    (lowest, cap) => (cap.when(view) === 1 ? Math.min(lowest, cap.max) : lowest),
    points,
  );
}

/** The ceilings on the score whose condition is true, lowest first. */
function capsNow(program: Program): { key: string; max: number }[] {
  const { view } = program;
  const own = program.indicators.flatMap((indicator, index) => {
    view.findings.value = view.findings.values[index];
    return truthOf(indicator.caps, view);
  });
  return [...own, ...truthOf(program.health.caps, view)].sort((left, right) => left.max - right.max);
}

function truthOf(caps: readonly CapProgram[], view: CustomerView): { key: string; max: number }[] {
  return caps.filter((cap) => cap.when(view) === 1).map(({ key, max }) => ({ key, max }));
}

function coverageOf(program: Program, found: readonly Found[]): number {
  let [known, all] = [0, 0];
  program.indicators.forEach(({ weight }, index) => {
    if (found[index].notApplicable) return;
    all += weight;
    if (found[index].isKnown) known += weight;
  });
  return all === 0 ? 0 : Math.round((100 * known) / all);
}

function partsOf(program: Program, found: readonly Found[]): Part[] {
  return program.indicators.map(({ weight }, index) => ({ weight, points: found[index].points }));
}

function indicatorsOf(program: Program, found: readonly Found[], health: Composition | null): IndicatorJudgement[] {
  return program.indicators.map(({ key, weight }, index) => {
    const { value, points, isKnown, notApplicable, evidence } = found[index];
    return {
      key,
      value: orNull(value),
      points: orNull(Math.round(points)),
      colour: isKnown ? bandOf(Math.round(points), program.health) : 'unknown',
      weight,
      contributionTenths: health?.contributions[index] ?? null,
      maximumTenths: health?.maxima[index] ?? null,
      notApplicable,
      evidence,
    };
  });
}

function trackOf({ newCustomer }: Program, view: CustomerView): NewCustomerTrack | null {
  if (newCustomer === null || view.findings.isNewCustomer !== 1) return null;
  const steps = newCustomer.steps.map(({ key, when }) => ({ key, met: truth(when(view)) }));
  return { met: steps.filter((step) => step.met === true).length, steps };
}

function segmentsOf(program: Program, view: CustomerView): string[] {
  const members: string[] = [];
  program.segments.forEach(({ key, when }, index) => {
    const isMember = when(view);
    view.findings.segments[index] = isMember;
    if (isMember === 1) members.push(key);
  });
  return members;
}

function firstTrue(conditions: readonly Condition[], view: CustomerView): string | null {
  return conditions.find(({ when }) => when(view) === 1)?.key ?? null;
}

function shown(evaluator: Evaluator, value: number | string | null): EvidenceValue {
  if (typeof value !== 'number') return value;
  return evaluator.type === 'boolean' ? truth(value) : orNull(finite(value));
}

function truth(value: number): boolean | null {
  return Number.isNaN(value) ? null : value === 1;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Adding zero turns −0 into 0, which JSON could not tell apart. */
function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value + 0;
}
