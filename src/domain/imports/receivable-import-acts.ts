import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import {
  dayOptions,
  openPaymentBatch,
  openReceivableBatch,
  openTermBatch,
  type RecordReceivablesOptions,
  recordPaymentBatch,
  recordReceivableBatch,
  recordTermBatch,
} from '../receivables/receivables.ts';
import type { ApplyContext, Chunk, ChunkCounts } from './chunk.ts';
import { counted, stagedWithCustomer } from './staged-acts.ts';

/** One chunk of invoices, credit notes and money kept back; rows of one number add up to one document. */
export async function applyReceivables(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openReceivableBatch(trx);
  await sql`
    insert into receivable_batch (row_no, customer_id, number, kind, invoiced_on, due_on, amount, tax, order_number, project,
      corrects_number, disputed_since, dispute_reason)
    select row_no, identity.customer_id, details ->> 'number', details ->> 'kind', (details ->> 'invoicedOn')::date,
      (details ->> 'dueOn')::date, (details ->> 'amount')::bigint, (details ->> 'tax')::bigint, details ->> 'orderNumber',
      details ->> 'project', details ->> 'correctsNumber', (details ->> 'disputedSince')::date, details ->> 'disputeReason'
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('receivables', await recordReceivableBatch(trx, act, await optionsOf(trx, context)));
}

/** One chunk of payments. */
export async function applyPayments(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openPaymentBatch(trx);
  await sql`
    insert into payment_batch (row_no, customer_id, number, paid_on, amount, method, receivable_number)
    select row_no, identity.customer_id, details ->> 'number', (details ->> 'paidOn')::date, (details ->> 'amount')::bigint,
      details ->> 'method', details ->> 'receivableNumber'
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('payments', await recordPaymentBatch(trx, act, await optionsOf(trx, context)));
}

/**
 * One chunk of terms. People write them as 月结60天 or "net 30": the word says the kind, the number the days. An end before the
 * beginning and a share that is none are left out.
 */
export async function applyTerms(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  const said = sql`(details ->> 'terms')`;
  const percent = sql`(details ->> 'retentionPercent')::numeric`;
  await openTermBatch(trx);
  await sql`
    insert into term_batch (row_no, customer_id, kind, days, retention_percent, starts_on, ends_on, reason)
    select row_no, identity.customer_id,
      case when ${said} ~* '预付|款到|先款|prepa|advance' then 'prepaid'
        when ${said} ~* '货到|现结|现款|现金|cash|cod|delivery' then 'cash_on_delivery'
        when ${said} ~* '月结|月末|monthly|eom' then 'monthly'
        when ${said} ~* '票到|发票|开票|invoice|net' then 'on_invoice' else 'other' end,
      round(greatest(0, least(730,
        coalesce((details ->> 'days')::numeric, substring(${said} from '[0-9]{1,3}')::numeric, 0))))::integer,
      case when ${percent} between 0 and 100 then round(${percent}, 2) end, (details ->> 'startsOn')::date,
      case when (details ->> 'endsOn') >= (details ->> 'startsOn') then (details ->> 'endsOn')::date end,
      details ->> 'reason'
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('terms', await recordTermBatch(trx, act, await optionsOf(trx, context)));
}

async function optionsOf(trx: Trx, { timezone, recording }: ApplyContext): Promise<RecordReceivablesOptions> {
  return { ...recording, timezone, monthClosesOn: (await dayOptions(trx)).monthClosesOn };
}
