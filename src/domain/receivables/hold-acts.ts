import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { lockCustomers } from '../customers/customers.ts';
import { factKinds, record } from '../timeline/timeline.ts';
import { askCreditControl, settleCreditControl } from './control-acts.ts';

/** Stops deliveries to a customer (停货); a customer that is stopped already stays so. Answers the hold's id. */
export async function setHold(trx: Trx, act: Act, customerId: number, reason: string): Promise<string> {
  await lockCustomers(trx, [customerId]);
  const lasting = await lastingHold(trx, customerId);
  if (lasting !== null) return lasting;
  const id = newId(act.at);
  const row = { customer_id: customerId, id, reason, set_at: act.at, set_by: act.memberId };
  await trx.insertInto('credit_hold').values(row).execute();
  await record(trx, act, [{ customerId, kind: factKinds.credit_hold_set, occurredAt: act.at }]);
  await askCreditControl(trx, act, { customerId, id, matter: 'credit_hold', said: reason });
  await recordAudit(trx, act, { action: 'set', subject: 'credit_hold', subjectId: id, customerId });
  return id;
}

/** Lifts a hold; one that was lifted stays so. Throws `hold_unknown`. */
export async function liftHold(trx: Trx, act: Act, customerId: number, id: string, reason: string): Promise<void> {
  await lockCustomers(trx, [customerId]);
  const { rows } = await sql<{ lifted: boolean }>`
    select lifted_at is not null as lifted from credit_hold where customer_id = ${customerId} and id = ${id}`.execute(
    trx,
  );
  if (rows[0] === undefined) throw new AppError('hold_unknown');
  if (rows[0].lifted) return;
  await trx
    .updateTable('credit_hold')
    .set({ lifted_at: act.at, lifted_by: act.memberId, lift_reason: reason })
    .where('customer_id', '=', customerId)
    .where('id', '=', id)
    .execute();
  await record(trx, act, [{ customerId, kind: factKinds.credit_hold_lifted, occurredAt: act.at }]);
  await settleCreditControl(trx, act, customerId, id, reason);
  await recordAudit(trx, act, { action: 'lifted', subject: 'credit_hold', subjectId: id, customerId });
}

async function lastingHold(trx: Trx, customerId: number): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from credit_hold where customer_id = ${customerId} and lifted_at is null
    order by set_at desc limit 1`.execute(trx);
  return rows[0]?.id ?? null;
}
