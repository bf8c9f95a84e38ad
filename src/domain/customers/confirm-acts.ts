import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { record as audit } from '../audit/audit.ts';

/** What is known of a customer was looked at and is true: it counts as fresh from now on. */
export async function confirmCustomer(trx: Trx, act: Act, customerId: number): Promise<void> {
  await trx
    .updateTable('customer')
    .set({ confirmed_at: act.at, confirmed_by: act.memberId })
    .where('customer_id', '=', customerId)
    .execute();
  await audit(trx, act, { action: 'confirmed', subject: 'customer', customerId });
}
