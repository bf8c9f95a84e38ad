import type pg from 'pg';

/** Columns that a step added without values, because a step never changes rows: who fills them, some rows at a time. */
const FILLINGS: readonly { readonly after: string; readonly statement: string }[] = [
  {
    after: '0008-people.sql',
    statement: `update contact set person_id = id where (customer_id, id) in (
      select customer_id, id from contact where person_id is null limit $1)`,
  },
  {
    after: '0008-people.sql',
    statement: `update contact set left_on = left_at::date where (customer_id, id) in (
      select customer_id, id from contact where left_at is not null and left_on is null limit $1)`,
  },
];

const ROWS_AT_A_TIME = 5_000;

/** Fills what the steps taken just now have added; each statement commits, so that nobody waits long for a row. */
export async function backfill(client: pg.Client, taken: readonly string[]): Promise<void> {
  for (const { after, statement } of FILLINGS) {
    if (taken.includes(after)) await fill(client, statement);
  }
}

async function fill(client: pg.Client, statement: string): Promise<void> {
  let changed = ROWS_AT_A_TIME;
  while (changed === ROWS_AT_A_TIME) {
    changed = (await client.query(statement, [ROWS_AT_A_TIME])).rowCount ?? 0;
  }
}
