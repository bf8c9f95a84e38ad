import type { CustomerView } from './customer-view.ts';
import { KIND } from './fact-kinds.ts';
import type { JudgementState, Signal, WarningState } from './judgement.ts';
import type { HoldReason, Program, WarningProgram } from './program.ts';
import { statedNeed } from './rhythm-words.ts';
import { isNearFestival } from './seasons.ts';

const NEVER: WarningState = { since: null, pendingSince: null, cleared: null };

/** What became of the warnings of a plan for one customer. */
interface Steps {
  readonly signals: Signal[];
  readonly cleared: string[];
  readonly held: { key: string; reason: HoldReason }[];
  readonly states: Record<string, WarningState>;
}

/**
 * Raises, keeps and clears the warnings of one customer. `lasting` tells, where there is no previous state, which
 * conditions were already true `forDays` ago.
 */
export class WarningSteps {
  private readonly program: Program;
  private readonly previous: JudgementState | null;
  private readonly lasting: ReadonlyMap<string, boolean> | null;
  private readonly steps: Steps = { signals: [], cleared: [], held: [], states: {} };
  private readonly now: WarningClock;
  private readonly ofFeed: WarningClock;

  constructor(program: Program, previous: JudgementState | null, lasting: ReadonlyMap<string, boolean>) {
    this.program = program;
    this.previous = previous;
    this.lasting = previous === null ? lasting : null;
    const { asOfDay, dataThroughDay } = program.view.book;
    const holds = activeHolds(program, asOfDay);
    const feedDay = Math.min(asOfDay, dataThroughDay[KIND.order]);
    this.now = { day: asOfDay, holds };
    // What a rule waits for does not pass while its feed stands still: no hold ends and no quiet time is over unseen.
    const feedHolds = feedDay === asOfDay ? holds : new Set([...holds, ...activeHolds(program, feedDay)]);
    this.ofFeed = { day: feedDay, holds: feedHolds };
  }

  /** Each warning once, after those that it reads. */
  step(index: number): void {
    const { program, steps } = this;
    const warning = program.warnings[index];
    const before = this.previous?.warnings[warning.key] ?? NEVER;
    const clock = warning.holds.has('stale_feed') ? this.ofFeed : this.now;
    const state = stepWarning(program.view, warning, before, steps, clock, this.lasting);
    program.view.findings.warnings[index] = state.since === null ? 0 : 1;
    const isWorthKeeping = state.since !== null || state.pendingSince !== null || state.cleared !== null;
    if (isWorthKeeping) steps.states[warning.key] = state;
  }

  /** Everything in the plan's order, whatever the order of the steps was. */
  finish(): Steps {
    const { signals, cleared, held, states } = this.steps;
    const place = new Map(this.program.warnings.map(({ key }, index) => [key, index]));
    const byPlace = (left: string, right: string) => (place.get(left) ?? 0) - (place.get(right) ?? 0);
    return {
      signals: signals.sort((left, right) => byPlace(left.key, right.key)),
      cleared: cleared.sort(byPlace),
      held: held.sort((left, right) => byPlace(left.key, right.key)),
      states,
    };
  }
}

/** True when the rule's condition holds now, whatever holds it back. */
export function isConditionMet(view: CustomerView, warning: WarningProgram, cleared: number | null): boolean {
  view.findings.warningSince = Number.NaN;
  view.findings.warningCleared = cleared ?? Number.NaN;
  return warning.when(view) === 1;
}

/** The day that a rule counts by, and what holds it back then. */
interface WarningClock {
  readonly day: number;
  readonly holds: ReadonlySet<HoldReason>;
}

function stepWarning(
  view: CustomerView,
  warning: WarningProgram,
  before: WarningState,
  steps: Steps,
  { day, holds }: WarningClock,
  lasting: ReadonlyMap<string, boolean> | null,
): WarningState {
  if (before.since !== null) return keepOrClear(view, warning, before, before.since, steps);
  if (!isConditionMet(view, warning, before.cleared)) return { ...before, pendingSince: null };
  const pendingSince = before.pendingSince ?? (lasting?.get(warning.key) === true ? day - warning.forDays : day);
  const reason = holdReason(warning, before, holds, day);
  if (reason !== null) {
    steps.held.push({ key: warning.key, reason });
    return { ...before, pendingSince };
  }
  const isWaived = warning.forWaived !== null && warning.forWaived(view) === 1;
  if (!isWaived && day - pendingSince < warning.forDays) return { ...before, pendingSince };
  return raise(view, warning, before, steps, lasting !== null);
}

/** By hand: open since the day somebody said it; on a first judgement it may have been cleared long ago. */
function raise(
  view: CustomerView,
  warning: WarningProgram,
  before: WarningState,
  steps: Steps,
  isFirst: boolean,
): WarningState {
  const since = handDay(view, warning) ?? view.book.asOfDay;
  view.findings.warningSince = since;
  if (isFirst && since < view.book.asOfDay && warning.clear(view) === 1) {
    return { ...NEVER, cleared: view.book.asOfDay };
  }
  steps.signals.push({ key: warning.key, level: warning.level, since, raisedNow: true });
  return { since, pendingSince: null, cleared: before.cleared };
}

function keepOrClear(
  view: CustomerView,
  warning: WarningProgram,
  before: WarningState,
  since: number,
  steps: Steps,
): WarningState {
  view.findings.warningSince = since;
  view.findings.warningCleared = before.cleared ?? Number.NaN;
  if (warning.clear(view) === 1) {
    steps.cleared.push(warning.key);
    return { since: null, pendingSince: null, cleared: view.book.asOfDay };
  }
  steps.signals.push({ key: warning.key, level: warning.level, since, raisedNow: false });
  return before;
}

function holdReason(
  warning: WarningProgram,
  before: WarningState,
  holds: ReadonlySet<HoldReason>,
  day: number,
): HoldReason | null {
  for (const reason of warning.holds) if (holds.has(reason)) return reason;
  return before.cleared !== null && day - before.cleared < warning.quietDays ? 'quiet' : null;
}

function activeHolds(program: Program, day: number): ReadonlySet<HoldReason> {
  const { view, holds } = program;
  const { asOfDay, dataThroughDay } = view.book;
  const active = new Set<HoldReason>();
  if (isNearFestival(day, holds.festivalBefore, holds.festivalAfter)) active.add('festival');
  if (asOfDay - dataThroughDay[KIND.order] > holds.staleAfter) active.add('stale_feed');
  if (!Number.isNaN(view.holdDay)) active.add('credit_hold');
  if (view.findings.isNewCustomer === 1) active.add('new_customer');
  const need = statedNeed(view, view.rhythm(KIND.order).lastDay);
  if (day <= need + holds.nextNeedGrace) active.add('next_need');
  return active;
}

function handDay(view: CustomerView, warning: WarningProgram): number | null {
  for (let index = view.count - 1; index >= 0; index--) {
    if (warning.handKinds.includes(view.kind[index])) return view.day[index];
  }
  return null;
}
