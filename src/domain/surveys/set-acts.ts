import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { type Trace, traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { highestAnswers, surveyScore } from '../../scoring/survey-score.ts';
import { lockCustomers } from '../customers/customers.ts';
import {
  type Change,
  type ChangeCounts,
  factKinds,
  noChanges,
  openFactBatch,
  type RecordOptions,
  recordFactBatch,
} from '../timeline/timeline.ts';
import type { SurveyRow } from './survey.ts';

const ROWS_PER_STATEMENT_MAX = 5_000;

export interface RecordedSurveys extends ChangeCounts {
  /** Ids and changes in the order of the rows. */
  readonly ids: string[];
  readonly changes: Change[];
}

/**
 * Records survey answers with their facts. Twice the same changes nothing. Throws `survey_scale_unfit` or
 * `survey_answer_outside` for an answer that cannot be counted.
 */
export async function recordSurveys(
  trx: Trx,
  act: Act,
  rows: readonly SurveyRow[],
  options: RecordOptions = {},
): Promise<RecordedSurveys> {
  await openSurveyBatch(trx);
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT_MAX) {
    await fillSurveyBatch(trx, rows.slice(start, start + ROWS_PER_STATEMENT_MAX), start);
  }
  const counts = await recordSurveyBatch(trx, act, options);
  const { rows: done } = await sql<{ id: string; change: Change }>`
    select answer_id as id, change from survey_batch order by row_no`.execute(trx);
  return { ...counts, ids: done.map((row) => row.id), changes: done.map((row) => row.change) };
}

async function fillSurveyBatch(trx: Trx, rows: readonly SurveyRow[], start: number): Promise<void> {
  const numbered = JSON.stringify(rows.map((row, at) => ({ ...countable(row), rowNo: start + at })));
  await sql`
    insert into survey_batch (row_no, customer_id, external_id, question, scale, given, comment, contact_name,
      contact_id, answered_at)
    select "rowNo", "customerId", "externalId", question, scale, given, coalesce(comment, ''), "contactName",
      "contactId", "answeredAt"
    from jsonb_to_recordset(${numbered}::jsonb) as (
      "rowNo" bigint, "customerId" bigint, "externalId" text, question text, scale text, given smallint,
      comment text, "contactName" text, "contactId" uuid, "answeredAt" timestamptz)`.execute(trx);
}

function countable(row: SurveyRow): SurveyRow {
  const { question, scale, given } = row;
  const score = surveyScore(question, scale, given);
  if (typeof score === 'number') return row;
  throw new AppError(score, { question, scale, given });
}

/**
 * Makes the empty temporary table `survey_batch` in the caller's transaction: the columns up to answered_at come in,
 * answers that `surveyScore` can count; answer_id and change go out.
 */
export async function openSurveyBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists survey_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      external_id text,
      question text not null,
      scale text not null,
      given smallint not null,
      comment text not null default '',
      contact_name text,
      contact_id uuid,
      answered_at timestamptz not null,
      score smallint,
      answer_id uuid,
      change text,
      fact_id uuid not null default gen_random_uuid(),
      fact_ids_before uuid[]
    ) on commit drop`.execute(trx);
  await sql`truncate survey_batch`.execute(trx);
}

/** Applies `survey_batch` as one set: one call to the timeline, one job or, if quiet, none. */
export async function recordSurveyBatch(trx: Trx, act: Act, options: RecordOptions = {}): Promise<ChangeCounts> {
  await sql`analyze survey_batch`.execute(trx);
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from survey_batch`.execute(trx);
  await lockCustomers(
    trx,
    rows.map((row) => row.customerId),
  );
  await completeRows(trx);
  await compareSurveys(trx);
  await traceSurveys(trx, options.trace);
  await saveSurveys(trx, act);
  await recordSurveyFacts(trx, act, options);
  return countChanges(trx);
}

/** The rule of `surveyScore`, for a set. */
async function completeRows(trx: Trx): Promise<void> {
  await sql`
    update survey_batch given set
      score = case when question = 'nps' then given
        else round(given * 100.0 / (${JSON.stringify(highestAnswers)}::jsonb ->> scale)::integer) end,
      contact_id = coalesce(contact_id, (
        select contact.id from contact
        where contact.customer_id = given.customer_id and contact.name = given.contact_name
        order by left_at is not null, contact.id limit 1))`.execute(trx);
}

/** A row that repeats an earlier one of the same batch changes nothing either. */
async function compareSurveys(trx: Trx): Promise<void> {
  await sql`
    update survey_batch given set answer_id = known.id, fact_ids_before = known.fact_ids, change = case
      when (known.question, known.scale, known.given, known.comment, known.answered_at)
        = (given.question, given.scale, given.given, given.comment, given.answered_at)
        and coalesce(given.contact_id, known.contact_id) is not distinct from known.contact_id
      then 'unchanged' else 'updated' end
    from survey_answer known
    where known.customer_id = given.customer_id and case
      when given.external_id is not null then known.external_id = given.external_id
      else known.external_id is null and known.question = given.question and known.answered_at = given.answered_at
        and known.contact_id is not distinct from given.contact_id end`.execute(trx);
  await sql`
    update survey_batch given set change = 'created', answer_id = first.id
    from (
      select row_no, first_value(fact_id) over (
        partition by customer_id, external_id, case when external_id is null then question end,
          case when external_id is null then answered_at end, case when external_id is null then contact_id end
        order by row_no) as id
      from survey_batch where change is null) as first
    where first.row_no = given.row_no`.execute(trx);
  await sql`
    update survey_batch given set change = 'unchanged'
    where exists (
      select from survey_batch earlier
      where earlier.answer_id = given.answer_id and earlier.row_no < given.row_no)`.execute(trx);
}

async function saveSurveys(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into survey_answer (customer_id, id, external_id, question, scale, given, score, comment, contact_id,
      answered_at, fact_ids, created_at, created_by)
    select customer_id, answer_id, external_id, question, scale, given, score, comment, contact_id, answered_at,
      array[fact_id], ${act.at}, ${act.memberId}::uuid
    from survey_batch where change = 'created'`.execute(trx);
  await sql`
    update survey_answer set question = given.question, scale = given.scale, given = given.given, score = given.score,
      comment = given.comment, contact_id = coalesce(given.contact_id, survey_answer.contact_id),
      answered_at = given.answered_at, fact_ids = array[fact_id]
    from survey_batch given
    where given.change = 'updated' and survey_answer.customer_id = given.customer_id
      and survey_answer.id = given.answer_id`.execute(trx);
}

async function recordSurveyFacts(trx: Trx, act: Act, options: RecordOptions): Promise<void> {
  const kinds = { nps: factKinds.survey_nps, csat: factKinds.survey_csat, ces: factKinds.survey_ces };
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, voids)
    select fact.customer_id, fact.kind, fact.occurred_at, fact.id
    from survey_batch given
    join fact on fact.customer_id = given.customer_id and fact.id = any(given.fact_ids_before)
    where given.change = 'updated'`.execute(trx);
  await sql`
    insert into fact_batch (customer_id, id, kind, occurred_at, score)
    select customer_id, fact_id, (${JSON.stringify(kinds)}::jsonb ->> question)::smallint, answered_at, score
    from survey_batch where change <> 'unchanged'`.execute(trx);
  await recordFactBatch(trx, act, options);
}

async function traceSurveys(trx: Trx, trace: Trace | undefined): Promise<void> {
  const rows = (change: string) => sql`select customer_id, answer_id as id from survey_batch where change = ${change}`;
  const traced = { table: 'survey_answer', key: ['customer_id', 'id'] } as const;
  await traceCreated(trx, trace, { ...traced, rows: rows('created') });
  await traceBefore(trx, trace, { ...traced, rows: rows('updated') });
}

async function countChanges(trx: Trx): Promise<ChangeCounts> {
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from survey_batch`.execute(trx);
  return rows[0] ?? noChanges;
}
