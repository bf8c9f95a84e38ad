import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { record as recordAudit } from '../audit/audit.ts';
import type { PromiseRow } from './promise.ts';
import { recordPromises } from './promise-set-acts.ts';

/** What was promised on so many visits becomes promises in one transaction; the rest in the next one. */
const ROWS_PER_SET_MAX = 200;

/**
 * Makes a promise of every visit to these customers that names one with its day: whoever checked in keeps it. Corrected
 * words correct the promise until it has its ending; twice the same changes nothing. Answers how many it was.
 */
export async function keepSpokenPromises(db: Db, act: Act, customerIds: readonly number[]): Promise<number> {
  let all = 0;
  for (;;) {
    const some = await db.transaction().execute(async (trx) => {
      const rows = await readSpoken(trx, customerIds);
      if (rows.length === 0) return 0;
      await recordPromises(trx, act, rows);
      const details = { source: 'visit', promises: rows.length };
      await recordAudit(trx, act, { action: 'made', subject: 'promise', details });
      return rows.length;
    });
    all += some;
    if (some < ROWS_PER_SET_MAX) return all;
  }
}

/** The visit's id is the promise's external one: who owns or postponed the promise since keeps that. */
async function readSpoken(db: Db, customerIds: readonly number[]): Promise<PromiseRow[]> {
  const { rows } = await sql<PromiseRow>`
    select visit.customer_id as "customerId", 'visit:' || visit.id as "externalId", visit.promised as text,
      visit.occurred_at as "madeAt", visit.promise_due as "dueOn", interaction.contact_id as "contactId",
      case when known.id is null then visit.checked_in_by else known.owner_id end as "ownerId"
    from visit
    join interaction on interaction.customer_id = visit.customer_id and interaction.id = visit.interaction_id
    left join promise known on known.customer_id = visit.customer_id and known.external_id = 'visit:' || visit.id
    where visit.customer_id = any(${customerIds}::bigint[]) and visit.promised <> '' and visit.promise_due is not null
      and (known.id is null or known.ending is null and known.text <> visit.promised)
    order by visit.customer_id, visit.id limit ${ROWS_PER_SET_MAX}`.execute(db);
  return rows;
}
