import type { CustomerView } from './customer-view.ts';
import { KIND } from './fact-kinds.ts';
import type { JudgementState, Signal, WarningState } from './judgement.ts';
import type { HoldReason, Program, WarningProgram } from './program.ts';
import { statedNeed } from './rhythm-words.ts';
import { isNearFestival } from './seasons.ts';

/** What became of all warnings of a plan for one customer. */
export interface WarningSteps {
  readonly signals: Signal[];
  readonly cleared: string[];
  readonly held: { key: string; reason: HoldReason }[];
  readonly states: Record<string, WarningState>;
}

const NEVER: WarningState = { since: null, pendingSince: null, cleared: null };

/**
 * Raises, keeps and clears. `lasting` tells, where there is no previous state, which conditions were already true
 * `forDays` ago.
 */
export function stepWarnings(
  program: Program,
  previous: JudgementState | null,
  lasting: ReadonlyMap<string, boolean>,
): WarningSteps {
  const steps: WarningSteps = { signals: [], cleared: [], held: [], states: {} };
  const { asOfDay } = program.view.book;
  const holds = activeHolds(program, asOfDay);
  const feedDay = Math.min(asOfDay, program.view.book.dataThroughDay[KIND.order]);
  // What a rule waits for does not pass while its feed stands still: no hold ends and no quiet time is over unseen.
  const feedHolds = feedDay === asOfDay ? holds : new Set([...holds, ...activeHolds(program, feedDay)]);
  program.warnings.forEach((warning, index) => {
    const before = previous?.warnings[warning.key] ?? NEVER;
    const waits = warning.holds.has('stale_feed');
    const clock = waits ? { day: feedDay, holds: feedHolds } : { day: asOfDay, holds };
    const state = stepWarning(program.view, warning, before, steps, clock, previous === null ? lasting : null);
    program.view.findings.warnings[index] = state.since === null ? 0 : 1;
    if (state.since !== null || state.pendingSince !== null || state.cleared !== null)
      steps.states[warning.key] = state;
  });
  return steps;
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
  steps: WarningSteps,
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
  steps: WarningSteps,
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
  steps: WarningSteps,
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
