/** What a limit shows now. Pure: the instants are arguments. */
import { HOUR_MS } from '../kernel/time.ts';

export type ClockState = 'ample' | 'near' | 'late' | 'paused' | 'met';

export interface Limit {
  readonly startedAt: Date | null;
  readonly dueAt: Date;
  /** When it was done; null while it runs. */
  readonly metAt: Date | null;
  readonly pausedFor?: string | null;
  /** The due time may still move: it leads into a year whose holidays are not announced. */
  readonly provisional?: boolean;
}

export interface ClockReading {
  readonly state: ClockState;
  /** Left while it runs, over when late, taken when met. */
  readonly milliseconds: number;
  /** Share of the limit that is left, 0…1. */
  readonly share: number;
}

const NEAR_SHARE = 0.25;
const NEAR_MS = 2 * HOUR_MS;
/** Without a known beginning the arc is drawn against a day. */
const SPAN_DEFAULT_MS = 24 * HOUR_MS;

export function readClock(limit: Limit, now: Date): ClockReading {
  if (limit.metAt !== null) return { state: 'met', milliseconds: taken(limit, limit.metAt), share: 1 };
  const left = limit.dueAt.getTime() - now.getTime();
  const span = limit.startedAt === null ? SPAN_DEFAULT_MS : limit.dueAt.getTime() - limit.startedAt.getTime();
  const share = Math.max(0, Math.min(1, left / Math.max(1, span)));
  if (limit.pausedFor) return { state: 'paused', milliseconds: left, share };
  if (left < 0) return { state: 'late', milliseconds: -left, share: 0 };
  const near = share < NEAR_SHARE || left < NEAR_MS;
  return { state: near ? 'near' : 'ample', milliseconds: left, share };
}

function taken(limit: Limit, metAt: Date): number {
  return limit.startedAt === null ? 0 : metAt.getTime() - limit.startedAt.getTime();
}
