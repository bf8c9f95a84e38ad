import type { JudgementState } from './judgement.ts';
import { shareOut } from './largest-remainder.ts';
import type { Colour, HealthProgram } from './program.ts';

/** One indicator as the composition sees it: its weight and its points, NaN when it does not count. */
export interface Part {
  readonly weight: number;
  readonly points: number;
}

export interface Composition {
  readonly scoreTenths: number;
  /** What a note moved the score by. */
  readonly noteTenths: number;
  readonly capTenths: number;
  /** Beside the parts: tenths of a point, null where a part does not count. */
  readonly contributions: readonly (number | null)[];
  readonly maxima: readonly (number | null)[];
}

export interface ColourStep {
  readonly colour: Colour;
  readonly pending: Colour | null;
  readonly pendingSince: number | null;
}

const TENTHS = 10;
const FULL_TENTHS = 1_000;
const RANK: Readonly<Record<Colour, number>> = { unknown: -1, red: 0, yellow: 1, green: 2 };

/**
 * The weighted mean of the parts that count, moved by a note and cut at `cap`; null when none counts. Columns add up to
 * the tenth.
 */
export function compose(parts: readonly Part[], cap: number, notePoints = 0): Composition | null {
  const counting = parts.filter((part) => !Number.isNaN(part.points) && part.weight > 0);
  const weight = counting.reduce((sum, part) => sum + part.weight, 0);
  if (weight === 0) return null;
  const exact = counting.map((part) => (TENTHS * part.weight * part.points) / weight);
  const contributions = shareOut(exact, Math.round(exact.reduce((sum, each) => sum + each, 0)));
  const maxima = shareOut(
    counting.map((part) => (FULL_TENTHS * part.weight) / weight),
    FULL_TENTHS,
  );
  const base = contributions.reduce((sum, each) => sum + each, 0);
  const noted = Math.min(FULL_TENTHS, Math.max(0, base + notePoints * TENTHS));
  const scoreTenths = Math.min(noted, cap * TENTHS);
  const spread = (values: readonly number[]) => parts.map((part) => values[counting.indexOf(part)] ?? null);
  return {
    scoreTenths,
    noteTenths: noted - base,
    capTenths: scoreTenths - noted,
    contributions: spread(contributions),
    maxima: spread(maxima),
  };
}

/** The colour of points or of a score without any memory. */
export function bandOf(points: number, health: HealthProgram): Colour {
  if (Number.isNaN(points)) return 'unknown';
  if (points >= health.green) return 'green';
  return points >= health.yellow ? 'yellow' : 'red';
}

/**
 * The colour after the one before: better needs the return margin, a change lasts `holdDays` before it shows,
 * but a cap that makes it worse shows at once.
 */
export function nextColour(
  score: number,
  isCapped: boolean,
  day: number,
  previous: JudgementState | null,
  health: HealthProgram,
): ColourStep {
  const band = bandOf(score, health);
  if (previous === null || previous.colour === 'unknown' || band === 'unknown') return settled(band);
  const target = withMargin(score, band, previous.colour, health);
  if (target === previous.colour) return settled(target);
  const isWorse = RANK[target] < RANK[previous.colour];
  const since = pendingSince(target, previous) ?? day;
  const isDue = (isWorse && isCapped) || day - since >= health.holdDays;
  return isDue ? settled(target) : { colour: previous.colour, pending: target, pendingSince: since };
}

function settled(colour: Colour): ColourStep {
  return { colour, pending: null, pendingSince: null };
}

function withMargin(score: number, band: Colour, before: Colour, health: HealthProgram): Colour {
  if (RANK[band] <= RANK[before]) return band;
  const lowered = bandOf(score - health.returnMargin, health);
  return RANK[lowered] < RANK[before] ? before : lowered;
}

/** A move that goes on in the same direction keeps the day on which it began. */
function pendingSince(target: Colour, previous: JudgementState): number | null {
  if (previous.pending === null) return null;
  const side = Math.sign(RANK[target] - RANK[previous.colour]);
  return Math.sign(RANK[previous.pending] - RANK[previous.colour]) === side ? previous.pendingSince : null;
}
