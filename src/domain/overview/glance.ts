import { formatDay, parseDay } from '../../kernel/time.ts';
import type { PlanHealth } from '../../plan/plan.ts';
import { colourOf } from '../../scoring/colour.ts';
import type { Colour } from '../../scoring/program.ts';

/** Why a customer shows a colour that its score alone does not have. */
export interface HeldColour {
  readonly towards: Colour;
  /** The day on which the other colour shows if nothing changes; null where the score itself is not enough. */
  readonly until: string | null;
  /** Points from which the better colour begins; null where only days are missing. */
  readonly from: number | null;
}

interface Shown {
  readonly colourCode: number | null;
  readonly scoreTenths: number | null;
  readonly pending: Colour | null;
  readonly pendingSince: number | null;
}

/** A colour changes some days after the score, and a better one only with a margin: says so of a chip that looks wrong. */
export function heldColour(shown: Shown, health: PlanHealth): HeldColour | null {
  const { scoreTenths, pending, pendingSince } = shown;
  if (pending !== null && pendingSince !== null)
    return { towards: pending, until: formatDay(pendingSince + health.holdDays), from: null };
  const colour = colourOf(shown.colourCode ?? 0);
  if (scoreTenths === null || colour === 'unknown' || colour === 'green') return null;
  const [towards, bound] = colour === 'red' ? (['yellow', health.yellow] as const) : (['green', health.green] as const);
  return scoreTenths / 10 >= bound ? { towards, until: null, from: bound + health.returnMargin } : null;
}

interface Rhythm {
  readonly days: number;
  readonly lastDay: number;
  readonly inWaves: boolean;
}

/** The own rhythm as a page shows it: usual gap, last day, the day on which the next order is to be expected. */
export function rhythmSaid(rhythm: Rhythm | null, today: string) {
  if (rhythm === null) return null;
  const { days, lastDay, inWaves } = rhythm;
  const nextDay = lastDay + Math.max(1, days);
  const lateDays = Math.max(0, parseDay(today) - nextDay);
  return { days, inWaves, lastOn: formatDay(lastDay), nextOn: formatDay(nextDay), lateDays };
}
