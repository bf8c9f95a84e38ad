import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { openComplaintBatch, recordComplaintBatch } from '../complaints/complaints.ts';
import type { ApplyContext, Chunk, ChunkCounts } from './chunk.ts';
import { counted, memberNamed, stagedWithCustomer } from './staged-acts.ts';

/** One chunk of complaints with what became of them. */
export async function applyComplaints(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openComplaintBatch(trx);
  await sql`
    insert into complaint_batch (row_no, customer_id, external_id, opened_at, nature, severity, summary, member_id, resolved_at,
      solution, confirmed)
    select row_no, identity.customer_id, details ->> 'externalId', at, coalesce(details ->> 'nature', 'other'),
      coalesce(details ->> 'severity', 'general'), coalesce(details ->> 'summary', ''), ${memberNamed(sql`details ->> 'member'`)},
      (details ->> 'resolvedAt')::timestamptz,
      case when details ? 'resolvedAt' then coalesce(details ->> 'solution', '') end,
      case when details ? 'resolvedAt' then coalesce((details ->> 'confirmed')::boolean, false) end
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('complaints', await recordComplaintBatch(trx, act, context.recording));
}
