import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { openInteractionBatch, recordInteractionBatch } from '../interactions/interactions.ts';
import type { ApplyContext, Chunk, ChunkCounts } from './chunk.ts';
import { counted, memberNamed, stagedWithCustomer } from './staged-acts.ts';

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
  return counted('interactions', await recordInteractionBatch(trx, act, context.recording));
}
