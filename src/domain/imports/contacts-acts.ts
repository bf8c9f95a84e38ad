import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { openComplaintBatch, recordComplaintBatch } from '../complaints/complaints.ts';
import { openInteractionBatch, recordInteractionBatch } from '../interactions/interactions.ts';
import type { ApplyContext, Chunk, ChunkCounts } from './chunk.ts';
import { counted, memberNamed } from './records-acts.ts';

const QUIET = { quiet: true } as const;

/** One chunk of contacts with customers. Where the file does not say, a contact is a phone call of ours that reached someone. */
export async function applyInteractions(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openInteractionBatch(trx);
  await sql`
    insert into interaction_batch (row_no, customer_id, external_id, occurred_at, channel, direction, two_way, result, summary,
      contact_name, member_id)
    select row_no, identity.customer_id, details ->> 'externalId', at, coalesce(details ->> 'channel', 'phone'),
      coalesce(details ->> 'direction', 'out'),
      coalesce((details ->> 'twoWay')::boolean, details ->> 'result' is distinct from 'no_answer'),
      coalesce(details ->> 'result', case when (details ->> 'twoWay')::boolean is false then 'no_answer' else 'talked' end),
      coalesce(details ->> 'summary', ''), details ->> 'contact', ${memberNamed(sql`details ->> 'member'`)}
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('interactions', await recordInteractionBatch(trx, act, QUIET));
}

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
  return counted('complaints', await recordComplaintBatch(trx, act, QUIET));
}

function stagedWithCustomer({ importId }: ApplyContext, chunk: Chunk) {
  return sql`
    from import_staging staged
    join customer_identity identity on identity.key = staged.key and identity.scheme = 'external'
    where staged.import_id = ${importId} and staged.bucket between ${chunk.firstBucket} and ${chunk.lastBucket}`;
}
