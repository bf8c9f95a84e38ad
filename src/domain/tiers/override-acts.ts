import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, type Language } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { addMonths, dayEnd, formatDay, localDay, parseDay } from '../../kernel/time.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { holdTiers, lockCustomers } from '../customers/customers.ts';
import { activePlan } from '../plans/plans.ts';
import { completeTasks, createTasks } from '../tasks/tasks.ts';
import { readMeasures } from './move-queries.ts';

const REVIEWS_PER_SET_MAX = 200;
const REVIEW_MINUTES = 15;
/** Nobody decides further ahead. */
const REVIEW_MONTHS_MAX = 24;

/** A person's word about a customer's tier: which, why, and until when nobody need look at it. */
export interface TierWord {
  readonly tier: string;
  readonly reason: string;
  /** Local day, `2027-05-23`. */
  readonly reviewOn: string;
}

/**
 * Sets a customer's tier, or keeps the one it has, against what is proposed: open proposals end, and none is put to anybody
 * before the review. An earlier word is replaced. Answers the override's id. Throws `tier_unknown`, `review_day_unfit`.
 */
export async function overrideTier(trx: Trx, act: Act, customerId: number, word: TierWord): Promise<string> {
  const { plan } = await activePlan(trx);
  if (!plan.tiers.some(({ key }) => key === word.tier)) throw new AppError('tier_unknown', { tier: word.tier });
  checkReviewDay(word.reviewOn, localDay(act.at.getTime(), plan.timezone));
  await lockCustomers(trx, [customerId]);
  await endWords(trx, act, [customerId], word.reason);
  await endProposal(trx, act, customerId, word.reason);
  const id = newId(act.at);
  await sql`
    insert into tier_override (customer_id, id, from_tier, tier, reason, review_on, made_at, made_by)
    select customer_id, ${id}::uuid, tier, ${word.tier}, ${word.reason}, ${word.reviewOn}::date, ${act.at}, ${act.memberId}::uuid
    from customer where customer_id = ${customerId}`.execute(trx);
  const measures = (await readMeasures(trx, plan, customerId)) ?? undefined;
  await holdTiers(trx, act, [{ customerId, tier: word.tier, way: 'override', reason: word.reason, measures }]);
  const details = { tier: word.tier, reviewOn: word.reviewOn };
  await recordAudit(trx, act, { action: 'overrode', subject: 'tier', subjectId: id, customerId, details });
  return id;
}

function checkReviewDay(reviewOn: string, today: number): void {
  const day = parseDay(reviewOn);
  const last = addMonths(today, REVIEW_MONTHS_MAX);
  if (day <= today || day > last)
    throw new AppError('review_day_unfit', { from: formatDay(today + 1), to: formatDay(last) });
}

/** Takes a word back: what is proposed counts again. Throws `override_unknown`; one that has ended stays as it is. */
export async function endOverride(
  trx: Trx,
  act: Act,
  customerId: number,
  given: { readonly id: string; readonly reason: string },
): Promise<void> {
  await lockCustomers(trx, [customerId]);
  const { rows } = await sql<{ endedAt: Date | null }>`
    select ended_at as "endedAt" from tier_override where customer_id = ${customerId} and id = ${given.id}`.execute(
    trx,
  );
  if (rows[0] === undefined) throw new AppError('override_unknown');
  if (rows[0].endedAt !== null) return;
  await endWords(trx, act, [customerId], given.reason);
  await recordAudit(trx, act, { action: 'ended', subject: 'tier_override', subjectId: given.id, customerId });
}

/** The words that stand about these customers end, and with them what was asked of somebody for their sake. */
export async function endWords(trx: Trx, act: Act, customerIds: readonly number[], reason: string): Promise<void> {
  const { rows } = await sql<{ customerId: number; taskId: string | null }>`
    update tier_override set ended_at = ${act.at}, ended_by = ${act.memberId}::uuid, end_reason = ${reason}
    where customer_id = any(${[...customerIds]}::bigint[]) and ended_at is null
    returning customer_id as "customerId", task_id as "taskId"`.execute(trx);
  const done = rows.flatMap(({ customerId, taskId }) =>
    taskId === null ? [] : [{ customerId, taskId, outcome: reason }],
  );
  if (done.length > 0) await completeTasks(trx, act, done);
}

async function endProposal(trx: Trx, act: Act, customerId: number, reason: string): Promise<void> {
  await sql`
    update tier_proposal set ended_at = ${act.at}, outcome = 'overridden', ended_by = ${act.memberId}::uuid, reason = ${reason}
    where customer_id = ${customerId} and ended_at is null`.execute(trx);
}

/** Makes a task of every word that is to be looked at again by today, once: of who gave it, else of who leads the customer. */
export async function remindOfReviews(db: Db, act: Act, today: string): Promise<void> {
  for (;;) {
    const made = await db.transaction().execute((trx) => remindSome(trx, act, today));
    if (made < REVIEWS_PER_SET_MAX) return;
  }
}

interface Due {
  readonly customerId: number;
  readonly id: string;
  readonly tier: string;
  readonly reason: string;
  readonly ownerId: string | null;
  readonly language: Language | null;
}

async function remindSome(trx: Trx, act: Act, today: string): Promise<number> {
  const { rows } = await sql<Due>`
    select word.customer_id as "customerId", word.id, word.tier, word.reason,
      coalesce(maker.id, leader.id) as "ownerId", coalesce(maker.language, leader.language) as language
    from tier_override word
    join customer on customer.customer_id = word.customer_id
    left join member maker on maker.id = word.made_by and maker.left_at is null
    left join member leader on leader.id = customer.owner_a and leader.left_at is null
    where word.ended_at is null and word.task_id is null and word.review_on <= ${today}::date
    order by word.customer_id, word.id limit ${REVIEWS_PER_SET_MAX} for update of word skip locked`.execute(trx);
  if (rows.length === 0) return 0;
  const { plan } = await activePlan(trx);
  const dueAt = dayEnd(parseDay(today), plan.timezone);
  const taskIds = await createTasks(
    trx,
    act,
    rows.map(({ customerId, ownerId, language, reason }) => {
      const title = language === 'en' ? 'Review the tier override' : '复核等级特批';
      return { customerId, ownerId, title, why: reason, minutes: REVIEW_MINUTES, dueAt };
    }),
  );
  await sql`
    update tier_override set task_id = given.task_id
    from unnest(${rows.map((row) => row.customerId)}::bigint[], ${rows.map((row) => row.id)}::uuid[], ${taskIds}::uuid[])
      as given (customer_id, id, task_id)
    where tier_override.customer_id = given.customer_id and tier_override.id = given.id`.execute(trx);
  return rows.length;
}
