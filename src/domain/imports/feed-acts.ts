import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';

/** Up to which day the data of one kind are complete, or null when none ever came. */
export async function dataThrough(db: Db, kind: string): Promise<string | null> {
  const row = await db.selectFrom('feed').select('data_through').where('kind', '=', kind).executeTakeFirst();
  return row?.data_through ?? null;
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
