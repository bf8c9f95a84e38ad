import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { openObservationBatch, recordObservationBatch } from '../observations/observations.ts';
import type { ApplyContext, Chunk, ChunkCounts } from './chunk.ts';
import { counted, memberNamed, stagedWithCustomer } from './staged-acts.ts';

/** Enquiries say of each row which kind it is; the other files hold one kind. */
type Observed = 'enquiries' | 'mentions' | 'visits' | 'stock';

const kinds = { enquiries: null, mentions: 'mention', visits: 'customer_visit', stock: 'customer_stock' } as const;

/** What applies one chunk of a file of observations. Of stock the subject is the product's name, else its code. */
export function applyObservations(file: Observed) {
  return async (trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> => {
    await openObservationBatch(trx);
    await sql`
      insert into observation_batch (row_no, customer_id, external_id, kind, subject, note, strength, place, quantity, unit,
        product_code, contact_name, member_id, occurred_at)
      select row_no, identity.customer_id, details ->> 'externalId', coalesce(${kinds[file]}::text, details ->> 'kind'),
        coalesce(details ->> 'subject', details ->> 'productName', details ->> 'product', ''),
        coalesce(details ->> 'note', ''), (details ->> 'strength')::smallint, details ->> 'place',
        (details ->> 'quantity')::numeric, details ->> 'unit', details ->> 'product', details ->> 'contact',
        ${memberNamed(sql`details ->> 'member'`)}, at
      ${stagedWithCustomer(context, chunk)}`.execute(trx);
    return counted(file, await recordObservationBatch(trx, act, context.recording));
  };
}
