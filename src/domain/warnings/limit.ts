import { dueAt, type Limit, type WorkingCalendar } from '../../kernel/working-time.ts';

/** The columns of a case that say by when somebody must act, and what that was worked out from. */
export const NO_LIMIT = { due_at: null, due_provisional: false, due_from: null, due_count: null, due_unit: null };

/** A limit that runs from a moment, kept with what it was, so that an edited calendar can work it out again. */
export function limitOf(limit: Limit, from: Date, calendar: WorkingCalendar, zone: string) {
  const { at, provisional } = dueAt(from, limit, calendar, zone);
  return { due_at: at, due_provisional: provisional, due_from: from, due_count: limit.count, due_unit: limit.unit };
}
