import type { CustomerView } from './customer-view.ts';
import type { EvidenceValue } from './judgement.ts';
import type { IndicatorProgram, InputProgram } from './program.ts';
import { linearPoints } from './scalar-words.ts';
import type { Evaluator } from './word.ts';

/** Points that stand in for an unknown where the plan does not leave it out. */
const UNKNOWN_POINTS = { leave_out: Number.NaN, neutral: 50, worst: 0 } as const;

/** What was found for one indicator of one customer. */
export interface Found {
  readonly value: number;
  readonly points: number;
  readonly isKnown: boolean;
  readonly notApplicable: boolean;
  readonly evidence: Record<string, EvidenceValue>;
}

/** The value and points of one indicator; its inputs are computed first and kept as evidence. */
export function measure(indicator: IndicatorProgram, view: CustomerView): Found {
  const evidence = readInputs(indicator.inputs, view);
  const notApplicable = indicator.notApplicable !== null && indicator.notApplicable(view) === 1;
  const value = notApplicable ? Number.NaN : finite(indicator.value(view));
  view.findings.value = value;
  evidence.value = orNull(value);
  const isKnown = !Number.isNaN(value);
  const points = isKnown ? cappedPoints(indicator, view, value) : UNKNOWN_POINTS[indicator.unknown];
  return { value, points: notApplicable ? Number.NaN : points, isKnown, notApplicable, evidence };
}

/** Computes named values in order, each into its slot, and answers them by name. */
export function readInputs(inputs: readonly InputProgram[], view: CustomerView): Record<string, EvidenceValue> {
  const evidence: Record<string, EvidenceValue> = {};
  for (const { name, slot, evaluator } of inputs) {
    const value = evaluator.run(view);
    view.findings.inputs[slot] = value;
    evidence[name] = shown(evaluator, value);
  }
  return evidence;
}

/** Unknown becomes null. Adding zero turns −0 into 0, which JSON could not tell apart. */
export function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value + 0;
}

/** A truth as found: 1, 0 or unknown. */
export function truth(value: number): boolean | null {
  return Number.isNaN(value) ? null : value === 1;
}

function cappedPoints(indicator: IndicatorProgram, view: CustomerView, value: number): number {
  const points = linearPoints(value, indicator.bad, indicator.good);
  return indicator.pointCaps.reduce(
    (lowest, cap) => (cap.when(view) === 1 ? Math.min(lowest, cap.max) : lowest),
    points,
  );
}

function shown(evaluator: Evaluator, value: number | string | null): EvidenceValue {
  if (typeof value !== 'number') return value;
  return evaluator.type === 'boolean' ? truth(value) : orNull(finite(value));
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}
