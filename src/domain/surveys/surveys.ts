import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { checkContact } from '../customers/customers.ts';
import { recordSurveys } from './set-acts.ts';
import type { SurveyAnswer, SurveyRow } from './survey.ts';

export { openSurveyBatch, recordSurveyBatch } from './set-acts.ts';
export { surveyQuestions, surveyScales } from './survey.ts';

/** Records what a customer answered; answers its id. Throws `contact_unknown`, `survey_scale_unfit`, `survey_answer_outside`. */
export async function recordSurvey(
  trx: Trx,
  act: Act,
  customerId: number,
  given: Omit<SurveyRow, 'customerId' | 'contactName' | 'answeredAt'> & { readonly answeredAt?: Date },
): Promise<string> {
  if (given.answeredAt !== undefined && given.answeredAt > act.at) throw new AppError('occurred_in_future');
  await checkContact(trx, customerId, given.contactId);
  const row = { ...given, customerId, answeredAt: given.answeredAt ?? act.at };
  const { ids, created } = await recordSurveys(trx, act, [row]);
  assert(ids[0] !== undefined, 'one row makes one answer');
  const details = { question: given.question };
  if (created > 0) {
    await recordAudit(trx, act, {
      action: 'recorded',
      subject: 'survey_answer',
      subjectId: ids[0],
      customerId,
      details,
    });
  }
  return ids[0];
}

/** What one customer answered, newest first. */
export async function listSurveys(db: Db, customerId: number, page: PageQuery): Promise<Page<SurveyAnswer>> {
  const { rows } = await sql<SurveyAnswer>`
    select id, question, scale, given, score, comment, answered_at as "answeredAt",
      (select jsonb_build_object('id', contact.id, 'name', contact.name) from contact
        where contact.customer_id = survey_answer.customer_id and contact.id = survey_answer.contact_id) as contact
    from survey_answer where customer_id = ${customerId}
    order by answered_at desc, id limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from survey_answer where customer_id = ${customerId}`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}
