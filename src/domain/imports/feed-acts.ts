import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { formatDay, localDay, parseDay } from '../../kernel/time.ts';
import { record as audit } from '../audit/audit.ts';
import { activePlan } from '../plans/plans.ts';
import { publishFeedMoved } from './announcing-jobs.ts';

/** Up to which day the data of one kind are complete, or null when none ever came. */
export async function dataThrough(db: Db, kind: string): Promise<string | null> {
  const row = await db.selectFrom('feed').select('data_through').where('kind', '=', kind).executeTakeFirst();
  return row?.data_through ?? null;
}

/** Moves a feed as far as an import says, and keeps with the import where it stood before. True when it moved. */
export async function moveFeed(trx: Trx, act: Act, importId: string, kind: string, day: string): Promise<boolean> {
  const before = await trx.selectFrom('feed').selectAll().where('kind', '=', kind).executeTakeFirst();
  if (!(await setDataThrough(trx, act, kind, day))) return false;
  const kept = { dataThrough: before?.data_through ?? null, updatedAt: before?.updated_at ?? null, movedAt: act.at };
  await trx
    .updateTable('import_run')
    .set({ feed_before: JSON.stringify(kept) })
    .where('id', '=', importId)
    .execute();
  return true;
}

/** Takes back how far an import moved a feed, where nothing moved it since. */
export async function restoreFeed(trx: Trx, importId: string, kind: string): Promise<void> {
  const moved = sql`
    run.id = ${importId} and feed.kind = ${kind} and feed.updated_at = (feed_before ->> 'movedAt')::timestamptz`;
  await sql`
    delete from feed using import_run run where ${moved} and feed_before ->> 'dataThrough' is null`.execute(trx);
  await sql`
    update feed set data_through = (feed_before ->> 'dataThrough')::date,
      updated_at = (feed_before ->> 'updatedAt')::timestamptz
    from import_run run where ${moved}`.execute(trx);
}

/** Says that a feed is complete up to a day; a day before the known one changes nothing. True when it did. */
export async function setDataThrough(trx: Trx, act: Act, kind: string, day: string): Promise<boolean> {
  const result = await trx
    .insertInto('feed')
    .values({ kind, data_through: day, updated_at: act.at })
    .onConflict((conflict) =>
      conflict
        .column('kind')
        .doUpdateSet({ data_through: day, updated_at: act.at })
        .where('feed.data_through', '<', day),
    )
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/**
 * A person says up to which day a feed is complete, also an earlier one than was known: a file may have held a date that
 * was wrong. Not a day to come. Everybody is judged anew.
 */
export async function stateDataThrough(trx: Trx, act: Act, kind: string, day: string): Promise<void> {
  const { plan } = await activePlan(trx);
  const today = localDay(act.at.getTime(), plan.timezone);
  if (parseDay(day) > today) throw new AppError('data_through_in_future', { day, today: formatDay(today) });
  const before = await dataThrough(trx, kind);
  if (before === day) return;
  const row = { kind, data_through: day, updated_at: act.at };
  await trx
    .insertInto('feed')
    .values(row)
    .onConflict((conflict) => conflict.column('kind').doUpdateSet(row))
    .execute();
  await audit(trx, act, { action: 'moved', subject: 'feed', subjectId: kind, details: { before, after: day } });
  await publishFeedMoved(trx);
}
