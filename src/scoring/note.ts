import type { CustomerView } from './customer-view.ts';
import { NO_SCORE } from './fact-columns.ts';
import { KIND } from './fact-kinds.ts';

/** 人工洞察: what somebody who knows better adds to a score or takes from it, and the last day on which it counts. */
export interface Note {
  readonly points: number;
  readonly lastDay: number;
}

/** The latest note that still counts, within what the plan allows; null for none. */
export function noteOf(view: CustomerView, pointsMax: number): Note | null {
  for (let index = view.count - 1; index >= 0; index--) {
    if (view.kind[index] !== KIND.manualNote) continue;
    const [lastDay, points] = [view.amount[index], view.score[index]];
    if (!(lastDay >= view.book.asOfDay) || points === NO_SCORE) return null;
    return { points: Math.min(pointsMax, Math.max(-pointsMax, points)), lastDay };
  }
  return null;
}
