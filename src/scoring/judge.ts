import { dayEnd } from '../kernel/time.ts';
import type { Book, CustomerContext } from './book.ts';
import type { FactColumns } from './fact-columns.ts';
import { bandOf, type ColourStep, type Composition, compose, nextColour } from './health.ts';
import type {
  IndicatorJudgement,
  Judgement,
  JudgementState,
  NewCustomerTrack,
  NoteJudgement,
  RfmJudgement,
} from './judgement.ts';
import { Judging, type Subject } from './judging.ts';
import { type Found, orNull, truth } from './measuring.ts';
import { noteOf } from './note.ts';
import type { Program } from './program.ts';
import { isConditionMet, WarningSteps } from './warnings.ts';

const NO_CAP = 100;
const NONE: ReadonlyMap<string, boolean> = new Map();

/** The score of one customer and the colour it shows. */
interface Scored {
  readonly health: Composition | null;
  readonly note: NoteJudgement | null;
  readonly caps: readonly { key: string; max: number }[];
  readonly coverage: number;
  readonly step: ColourStep;
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
  let judging = judgeFacts(program, book, subject);
  const lasting = previous === null ? lastingConditions(judging, book, subject) : NONE;
  if (lasting.size > 0) judging = judgeFacts(program, book, subject);
  const warnings = new WarningSteps(program, previous, lasting);
  let scored: Scored | null = null;
  for (const step of program.late) {
    if (step.part === 'warning') warnings.step(step.index);
    else if (step.part === 'health') scored = score(judging, book, previous);
    else judging.run(step);
  }
  if (scored === null) throw new Error('a program without a health step');
  return judgementOf(judging, book, warnings, scored);
}

/** What is found of the facts alone, without any memory. */
function judgeFacts(program: Program, book: Book, subject: Subject): Judging {
  const judging = new Judging(program, book, subject);
  for (const step of program.early) judging.run(step);
  return judging;
}

/**
 * The warnings that must last and whose condition is true now, each with whether it was true so many days ago. The view
 * is left at another day when the answer is not empty.
 */
function lastingConditions({ program, view }: Judging, book: Book, subject: Subject): ReadonlyMap<string, boolean> {
  const met = program.warnings.filter((warning) => warning.forDays > 0 && isConditionMet(view, warning, null));
  if (met.length === 0) return NONE;
  const lasting = new Map<string, boolean>();
  for (const warning of met) {
    judgeFacts(program, bookEarlier(program, book, warning.forDays), subject);
    lasting.set(warning.key, isConditionMet(view, warning, null));
  }
  return lasting;
}

function bookEarlier(program: Program, book: Book, days: number): Book {
  const asOfDay = book.asOfDay - days;
  return { ...book, asOfDay, asOfMs: dayEnd(asOfDay, program.view.settings.timezone).getTime() };
}

function score(judging: Judging, book: Book, previous: JudgementState | null): Scored {
  const { program, view, found } = judging;
  const caps = judging.caps();
  const cap = caps.reduce((lowest, each) => Math.min(lowest, each.max), NO_CAP);
  const coverage = coverageOf(program, found);
  const isScored = view.findings.isNewCustomer !== 1 && coverage >= program.health.provisionalWeightMin;
  const parts = program.indicators.map(({ weight }, index) => ({ weight, points: found[index].points }));
  const said = noteOf(view, program.health.notePoints);
  const health = isScored ? compose(parts, cap, said?.points ?? 0) : null;
  const points = health === null ? Number.NaN : Math.floor(health.scoreTenths / 10);
  const step = nextColour(points, health !== null && health.capTenths < 0, book.asOfDay, previous, program.health);
  view.findings.score = points;
  view.findings.colour = step.colour === 'unknown' ? null : step.colour;
  const note = said === null || health === null ? null : { ...said, tenths: health.noteTenths };
  return { health, note, caps, coverage, step };
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

function judgementOf(judging: Judging, book: Book, warnings: WarningSteps, scored: Scored): Judgement {
  const { program, view, found } = judging;
  const { findings } = view;
  const { health, note, caps, coverage, step } = scored;
  const { signals, cleared, held, states } = warnings.finish();
  return {
    asOfDay: book.asOfDay,
    score: orNull(findings.score),
    scoreTenths: health === null ? null : health.scoreTenths,
    colour: step.colour,
    provisional: health !== null && coverage < program.health.knownWeightMin,
    coverage,
    tier: judging.tier,
    tierProtected: judging.isProtected,
    standing: orNull(findings.standing),
    stage: findings.stage,
    newCustomer: trackOf(judging),
    indicators: indicatorsOf(program, found, health),
    caps,
    capTenths: health === null ? 0 : health.capTenths,
    note,
    ...classesOf(judging),
    ...{ signals, cleared, held },
    state: { asOfDay: book.asOfDay, ...step, warnings: states },
  };
}

type Classes = Pick<Judgement, 'schemes' | 'rfm' | 'segments' | 'badges' | 'tags' | 'insights'>;

function classesOf({ program, view, tags, insights }: Judging): Classes {
  const { findings } = view;
  const schemes = program.schemes.map(({ key, classes }, index) => [
    key,
    classes[findings.classes[index]]?.key ?? null,
  ]);
  return {
    schemes: Object.fromEntries(schemes),
    rfm: rfmOf(findings),
    segments: program.segments.filter((_each, index) => findings.segments[index] === 1).map(({ key }) => key),
    badges: program.badges.filter((_each, index) => findings.badges[index] === 1).map(({ key }) => key),
    tags,
    insights: inOrder(program, insights),
  };
}

function inOrder(program: Program, insights: Judgement['insights']): Judgement['insights'] {
  if (insights.length < 2) return insights;
  const place = new Map(program.insights.map(({ key }, index) => [key, index]));
  return insights.toSorted((left, right) => (place.get(left.key) ?? 0) - (place.get(right.key) ?? 0));
}

function rfmOf({ rfm, rfmClass }: { rfm: Float64Array; rfmClass: string | null }): RfmJudgement | null {
  const [recency, frequency, monetary] = rfm;
  return Number.isNaN(recency + frequency + monetary) ? null : { recency, frequency, monetary, class: rfmClass };
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

function trackOf({ program: { newCustomer }, view }: Judging): NewCustomerTrack | null {
  if (newCustomer === null || view.findings.isNewCustomer !== 1) return null;
  const steps = newCustomer.steps.map(({ key, when }) => ({ key, met: truth(when(view)) }));
  return { met: steps.filter((step) => step.met === true).length, steps };
}
