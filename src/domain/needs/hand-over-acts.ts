import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { checkMember, lockCustomers } from '../customers/customers.ts';
import { completeTasks } from '../tasks/tasks.ts';
import { factKinds, record } from '../timeline/timeline.ts';
import type { HandOverAnswer, HandOverSubject, HandOverWish } from './hand-over.ts';
import type { NeedChangeKind } from './need.ts';
import { checkNeed, checkPromise, checkTechnically } from './promise-acts.ts';

/**
 * Hands a need or a promise to a team or a member; answers the id. The same that waits for its receipt is sent once.
 * Throws `need_unknown`, `promise_unknown`, `team_unknown`, `member_unknown`, `hand_over_addressee`.
 */
export async function handOver(
  trx: Trx,
  act: Act,
  customerId: number,
  subject: HandOverSubject,
  wish: HandOverWish,
): Promise<string> {
  const [needId, promiseId] = 'needId' in subject ? [subject.needId, null] : [null, subject.promiseId];
  const { toTeam = null, toMember = null, message, dueOn = null } = wish;
  if ((toTeam === null) === (toMember === null)) throw new AppError('hand_over_addressee');
  await lockCustomers(trx, [customerId]);
  if (needId !== null) await checkNeed(trx, customerId, needId);
  if (promiseId !== null) await checkPromise(trx, customerId, promiseId);
  if (toMember !== null) await checkMember(trx, toMember);
  if (toTeam !== null) await checkTeam(trx, toTeam);
  const { rows: waiting } = await sql<{ id: string }>`
    select id from hand_over
    where customer_id = ${customerId} and received_at is null and message = ${message}
      and (need_id, promise_id, to_team, to_member) is not distinct from
        (${needId}::uuid, ${promiseId}::uuid, ${toTeam}::uuid, ${toMember}::uuid)`.execute(trx);
  if (waiting[0] !== undefined) return waiting[0].id;
  const id = newId(act.at);
  await sql`
    insert into hand_over (customer_id, id, need_id, promise_id, to_team, to_member, message, due_on, sent_at, sent_by)
    values (${customerId}, ${id}, ${needId}, ${promiseId}, ${toTeam}, ${toMember}, ${message}, ${dueOn}::date, ${act.at},
      ${act.memberId})`.execute(trx);
  await tell(trx, act, { customerId, id, needId }, 'handed_over', message);
  return id;
}

async function checkTeam(trx: Trx, teamId: string): Promise<void> {
  const { rows } = await sql`select from team where id = ${teamId}`.execute(trx);
  if (rows.length === 0) throw new AppError('team_unknown');
}

/**
 * The addressee has read it. Throws `hand_over_unknown`, also for one that is addressed to somebody else; received
 * already stays as it is.
 */
export async function receiveHandOver(trx: Trx, act: Act, handOverId: string): Promise<void> {
  await markReceived(trx, act, await lockMine(trx, act, handOverId));
}

/**
 * The addressee answers: what will be done, or why nothing; what was not received is received by that. With a technical
 * check the promise that was handed over gets its result. Throws `hand_over_unknown`, `hand_over_answered`.
 */
export async function answerHandOver(
  trx: Trx,
  act: Act,
  handOverId: string,
  given: { readonly answer: HandOverAnswer; readonly text: string; readonly check?: 'passed' | 'failed' | null },
): Promise<void> {
  const mine = await lockMine(trx, act, handOverId);
  const { customerId, promiseId } = mine;
  if (mine.answer === given.answer && mine.answerText === given.text) return;
  if (mine.answer !== null) throw new AppError('hand_over_answered');
  await markReceived(trx, act, mine);
  await sql`
    update hand_over set answer = ${given.answer}, answer_text = ${given.text}, answered_at = ${act.at},
      answered_by = ${act.memberId}
    where customer_id = ${customerId} and id = ${mine.id}`.execute(trx);
  await tell(trx, act, mine, 'answered', given.text);
  if (promiseId === null || !given.check) return;
  await checkTechnically(trx, act, customerId, promiseId, { result: given.check, reason: given.text });
}

interface Mine {
  readonly customerId: number;
  readonly id: string;
  readonly needId: string | null;
  readonly promiseId: string | null;
  readonly receivedAt: Date | null;
  readonly answer: HandOverAnswer | null;
  readonly answerText: string;
  readonly taskId: string | null;
}

/** A hand-over to the acting member or to the member's team. */
async function lockMine(trx: Trx, act: Act, handOverId: string): Promise<Mine> {
  const find = () =>
    sql<Mine>`
      select customer_id as "customerId", id, need_id as "needId", promise_id as "promiseId",
        received_at as "receivedAt", answer, answer_text as "answerText", task_id as "taskId"
      from hand_over
      where id = ${handOverId} and (to_member = ${act.memberId}
        or to_team = (select team_id from member where member.id = ${act.memberId}))`.execute(trx);
  const found = (await find()).rows[0];
  if (found === undefined) throw new AppError('hand_over_unknown');
  await lockCustomers(trx, [found.customerId]);
  return (await find()).rows[0] ?? found;
}

async function markReceived(trx: Trx, act: Act, mine: Mine): Promise<void> {
  if (mine.receivedAt !== null) return;
  const { customerId, id, taskId } = mine;
  await sql`
    update hand_over set received_at = ${act.at}, received_by = ${act.memberId}
    where customer_id = ${customerId} and id = ${id}`.execute(trx);
  if (taskId !== null) await completeTasks(trx, act, [{ customerId, taskId, outcome: RECEIVED }]);
  await tell(trx, act, mine, 'received', '');
}

const RECEIVED = '已签收 · received';
const TOLD_KINDS = { handed_over: factKinds.need_handed_over, received: factKinds.need_received } as const;

async function tell(
  trx: Trx,
  act: Act,
  { customerId, id, needId }: Pick<Mine, 'customerId' | 'id' | 'needId'>,
  what: NeedChangeKind & ('handed_over' | 'received' | 'answered'),
  note: string,
): Promise<void> {
  await sql`
    insert into need_change (customer_id, id, need_id, promise_id, what, note, details, changed_at, changed_by)
    select customer_id, ${newId(act.at)}, need_id, promise_id, ${what}, ${note}, jsonb_strip_nulls(jsonb_build_object(
      'to', coalesce((select name from team where team.id = to_team), (select name from member where member.id = to_member)),
      'answer', answer)), ${act.at}, ${act.memberId}
    from hand_over where customer_id = ${customerId} and id = ${id}`.execute(trx);
  if (what !== 'answered') await record(trx, act, [{ customerId, kind: TOLD_KINDS[what], occurredAt: act.at }]);
  const details = { of: needId === null ? 'promise' : 'need' };
  await recordAudit(trx, act, { action: what, subject: 'hand_over', subjectId: id, customerId, details });
}
