import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { usualScales } from '../../scoring/survey-score.ts';
import { openSurveyBatch, recordSurveyBatch } from '../surveys/surveys.ts';
import type { ApplyContext, Chunk, ChunkCounts } from './chunk.ts';
import { counted, stagedWithCustomer } from './staged-acts.ts';

/** One chunk of answers; those that cannot be counted failed while they were read. */
export async function applySurveys(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openSurveyBatch(trx);
  await sql`
    insert into survey_batch (row_no, customer_id, external_id, question, scale, given, comment, contact_name,
      answered_at)
    select row_no, identity.customer_id, details ->> 'externalId', details ->> 'question',
      coalesce(details ->> 'scale', ${JSON.stringify(usualScales)}::jsonb ->> (details ->> 'question')),
      (details ->> 'given')::numeric::smallint, coalesce(details ->> 'comment', ''), details ->> 'contact', at
    ${stagedWithCustomer(context, chunk)}`.execute(trx);
  return counted('surveys', await recordSurveyBatch(trx, act, context.recording));
}
