import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import type { Language } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { dayEnd, formatDay, localDay } from '../../kernel/time.ts';
import { lockCustomers } from '../customers/customers.ts';
import { createTasks } from '../tasks/tasks.ts';
import { factKinds, record } from '../timeline/timeline.ts';
import { overdueTask } from './promise.ts';
import { zoneOf } from './promise-story-acts.ts';

/** A transaction holds back the acts on all customers for its moment, so it takes few. */
const ROWS_PER_SET_MAX = 200;
const TASK_MINUTES = 15;

/**
 * Makes a task and a fact of every promise whose date has passed, and a task of every hand-over that nobody received in
 * time; each once per date. Answers how many of both.
 */
export async function tellOverdue(db: Db, act: Act): Promise<{ promises: number; handOvers: number }> {
  const zone = await zoneOf(db);
  return {
    promises: await inSets(db, (trx) => tellOverduePromises(trx, act, zone)),
    handOvers: await inSets(db, (trx) => tellUnreceived(trx, act, zone)),
  };
}

async function inSets(db: Db, tellSome: (trx: Trx) => Promise<number>): Promise<number> {
  let all = 0;
  for (;;) {
    const some = await db.transaction().execute(tellSome);
    all += some;
    if (some < ROWS_PER_SET_MAX) return all;
  }
}

interface Overdue {
  readonly customerId: number;
  readonly id: string;
  readonly text: string;
  readonly dueOn: string;
  readonly dueDay: number;
  readonly passedAt: Date;
  readonly ownerId: string | null;
  readonly to: string | null;
  readonly language: Language;
  /** The task that was made of it before and is not done. */
  readonly taskId: string | null;
}

async function tellOverduePromises(trx: Trx, act: Act, zone: string): Promise<number> {
  const today = formatDay(localDay(act.at.getTime(), zone));
  const wanted = sql`ending is null and due_on < ${today}::date and overdue_due_on is distinct from due_on`;
  await lockConcerned(trx, sql`select customer_id from promise where ${wanted}`);
  const { rows } = await sql<Overdue>`
    select customer_id as "customerId", promise.id, text, due_on::text as "dueOn",
      due_on - date '1970-01-01' as "dueDay", (due_on + 1)::timestamp at time zone ${zone} as "passedAt",
      owner.id as "ownerId", null as to, ${language}, task_id as "taskId"
    from promise join customer using (customer_id)
    left join member owner on owner.id = ${presentMember(sql`promise.owner_id`)}
    where ${wanted} order by customer_id, promise.id limit ${ROWS_PER_SET_MAX}`.execute(trx);
  const kind = factKinds.promise_overdue;
  const facts = rows.map((row) => ({ ...row, id: undefined, kind, occurredAt: row.passedAt, amount: row.dueDay }));
  const factIds = await record(trx, act, facts);
  const taskIds = await makeTasks(trx, act, 'promise', rows, dayEnd(localDay(act.at.getTime(), zone), zone));
  await sql`
    update promise set overdue_due_on = due_on, overdue_fact_ids = overdue_fact_ids || given.fact_id,
      task_id = given.task_id
    from unnest(${rows.map((row) => row.customerId)}::bigint[], ${rows.map((row) => row.id)}::uuid[],
      ${factIds}::uuid[], ${taskIds}::uuid[]) as given (customer_id, id, fact_id, task_id)
    where promise.customer_id = given.customer_id and promise.id = given.id`.execute(trx);
  return rows.length;
}

async function tellUnreceived(trx: Trx, act: Act, zone: string): Promise<number> {
  const today = formatDay(localDay(act.at.getTime(), zone));
  const wanted = sql`received_at is null and task_id is null and hand_over.due_on < ${today}::date`;
  await lockConcerned(trx, sql`select customer_id from hand_over where ${wanted}`);
  const { rows } = await sql<Overdue>`
    select customer_id as "customerId", hand_over.id, hand_over.due_on::text as "dueOn", hand_over.task_id as "taskId",
      coalesce(
        (select text from need where need.customer_id = customer.customer_id and need.id = need_id),
        (select text from promise where promise.customer_id = customer.customer_id and promise.id = promise_id)) as text,
      owner.id as "ownerId", ${language},
      coalesce((select name from team where team.id = to_team), (select name from member where member.id = to_member)) as to
    from hand_over join customer using (customer_id)
    left join member owner on owner.id = ${presentMember(sql`coalesce(to_member, sent_by)`)}
    where ${wanted} order by customer_id, hand_over.id limit ${ROWS_PER_SET_MAX}`.execute(trx);
  const taskIds = await makeTasks(trx, act, 'hand_over', rows, dayEnd(localDay(act.at.getTime(), zone), zone));
  await sql`
    update hand_over set task_id = given.task_id
    from unnest(${rows.map((row) => row.customerId)}::bigint[], ${rows.map((row) => row.id)}::uuid[],
      ${taskIds}::uuid[]) as given (customer_id, id, task_id)
    where hand_over.customer_id = given.customer_id and hand_over.id = given.id`.execute(trx);
  return rows.length;
}

const language = sql`case when owner.language = 'en' then 'en' else 'zh' end as language`;

/** Who is meant if still with us, else the customer's A role, else B. */
function presentMember(meant: ReturnType<typeof sql>) {
  return sql`coalesce(
    (select member.id from member where member.id = ${meant} and member.left_at is null), customer.owner_a,
    customer.owner_b)`;
}

async function lockConcerned(trx: Trx, wanted: ReturnType<typeof sql>): Promise<void> {
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from (${wanted}) as wanted
    order by 1 limit ${ROWS_PER_SET_MAX}`.execute(trx);
  await lockCustomers(
    trx,
    rows.map((row) => row.customerId),
  );
}

async function makeTasks(
  trx: Trx,
  act: Act,
  what: 'promise' | 'hand_over',
  rows: readonly Overdue[],
  dueAt: Date,
): Promise<string[]> {
  const tasks = rows.map((row) => ({
    id: row.taskId ?? newId(act.at),
    customerId: row.customerId,
    ...overdueTask(what, row),
    minutes: TASK_MINUTES,
    ownerId: row.ownerId,
    dueAt,
  }));
  return createTasks(trx, act, tasks);
}
