import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { openNeedBatch, openPromiseBatch, recordNeedBatch, recordPromiseBatch } from '../needs/needs.ts';
import type { ApplyContext, Chunk, ChunkCounts } from './chunk.ts';
import { counted, memberNamed, stagedWithCustomer } from './staged-acts.ts';

/** One chunk of needs. What a row does not say of a known need stays. */
export async function applyNeeds(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openNeedBatch(trx);
  await sql`
    insert into need_batch (row_no, customer_id, external_id, text, kind, nature, importance, urgency, level, evidence,
      source, contact_name, project_name, product_code, owner_id, due_on, fit, state, state_reason, said_at)
    select row_no, identity.customer_id, details ->> 'externalId', details ->> 'text', details ->> 'kind',
      details ->> 'nature', (details ->> 'importance')::smallint, (details ->> 'urgency')::smallint,
      (details ->> 'level')::smallint, details ->> 'evidence', details ->> 'source', details ->> 'contact',
      details ->> 'project', details ->> 'product', ${memberNamed(sql`details ->> 'member'`)},
      (details ->> 'dueOn')::date, (details ->> 'fit')::numeric::smallint, details ->> 'state',
      details ->> 'stateReason', at
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('needs', await recordNeedBatch(trx, act, context.recording));
}

/** One chunk of promises. One with a day of its ending and nothing else was kept; days end at noon where the file comes from. */
export async function applyPromises(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openPromiseBatch(trx);
  await sql`
    insert into promise_batch (row_no, customer_id, external_id, text, made_at, due_on, owner_id, contact_name,
      technical_check, ending, ended_at, ending_text)
    select row_no, identity.customer_id, details ->> 'externalId', details ->> 'text', at, (details ->> 'dueOn')::date,
      ${memberNamed(sql`details ->> 'member'`)}, details ->> 'contact', details ->> 'technicalCheck',
      coalesce(details ->> 'ending', case when details ->> 'endedOn' is not null then 'kept' end),
      ((details ->> 'endedOn')::date + time '12:00') at time zone ${context.timezone}, details ->> 'endingText'
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('promises', await recordPromiseBatch(trx, act, context.recording));
}
