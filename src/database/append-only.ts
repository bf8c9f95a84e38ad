import type pg from 'pg';
import { tables } from './classes.ts';
import { OWNER_ROLE } from './roles.ts';

/**
 * The second lock on rows that are never changed, beside the missing grant: it stops the owner's own mistakes too.
 * Reference tables have the grant only, and Citus refuses triggers on spread tables, so there the grant stands alone.
 * Merging moves rows from one customer to another: as the owner and while it says so, which no other role can.
 */
export async function protectAppendOnly(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(`select from pg_extension where extname = 'citus'`);
  if (rowCount) return;
  await client.query(`
    create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'TRUNCATE' and current_user = '${OWNER_ROLE}' and current_setting('changke.merging', true) = 'on' then
        return null;
      end if;
      raise exception '% is append-only: record a correction instead', tg_table_name using errcode = 'insufficient_privilege';
    end $$`);
  for (const { table, class: place, isAppendOnly } of tables) {
    if (isAppendOnly && place !== 'reference') await addTrigger(client, table);
  }
}

/** Only where it is missing, because making a trigger locks the table. */
async function addTrigger(client: pg.Client, table: string): Promise<void> {
  const trigger = `${table}_append_only`;
  const { rows } = await client.query<{ isWanted: boolean }>(
    `select to_regclass($1) is not null
       and not exists (select from pg_trigger where tgrelid = to_regclass($1) and tgname = $2) as "isWanted"`,
    [table, trigger],
  );
  if (!rows[0]?.isWanted) return;
  await client.query(
    `create trigger ${trigger} before update or delete or truncate on ${table} execute function refuse_change()`,
  );
}
