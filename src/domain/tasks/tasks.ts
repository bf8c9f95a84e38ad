import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import { record as audit } from '../audit/audit.ts';
import { checkMember, inScope } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import { type NewTask, TASK_MINUTES_DEFAULT, type Task, type TaskKey } from './task.ts';

export type { NewTask, Task, TaskKey } from './task.ts';

/** Creates tasks; answers their ids in the order given. One whose id is there already stays as it is. */
export async function createTasks(trx: Trx, act: Act, rows: readonly NewTask[]): Promise<string[]> {
  const tasks = rows.map((row) => ({ ...row, id: row.id ?? newId(act.at) }));
  await sql`
    insert into task (customer_id, id, title, why, minutes, owner_id, due_at, created_at, created_by)
    select "customerId", id, title, coalesce(why, ''), coalesce(minutes, ${TASK_MINUTES_DEFAULT}::smallint), "ownerId",
      "dueAt", ${act.at}, ${act.memberId}::uuid
    from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as (
      "customerId" bigint, id uuid, title text, why text, minutes smallint, "ownerId" uuid, "dueAt" timestamptz)
    on conflict (customer_id, id) do nothing`.execute(trx);
  return tasks.map((task) => task.id);
}

/** Creates one task; answers its id. Throws `member_unknown` for an owner who is none of us. */
export async function createTask(trx: Trx, act: Act, task: NewTask): Promise<string> {
  if (task.ownerId !== null && task.ownerId !== undefined) await checkMember(trx, task.ownerId);
  const { customerId, ownerId = null } = task;
  const [id = ''] = await createTasks(trx, act, [task]);
  await audit(trx, act, { action: 'created', subject: 'task', subjectId: id, customerId, details: { owner: ownerId } });
  return id;
}

/** Completes tasks, each with what came of it; one that is completed already stays so. Answers how many were not. */
export async function completeTasks(
  trx: Trx,
  act: Act,
  rows: readonly (TaskKey & { readonly outcome: string; readonly completedAt?: Date })[],
): Promise<number> {
  const done = rows.map((row) => ({ ...row, completedAt: row.completedAt ?? act.at }));
  const { numAffectedRows = 0n } = await sql`
    insert into task_completion (customer_id, task_id, outcome, completed_at, completed_by)
    select "customerId", "taskId", outcome, "completedAt", ${act.memberId}::uuid
    from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as (
      "customerId" bigint, "taskId" uuid, outcome text, "completedAt" timestamptz)
    on conflict (customer_id, task_id) do nothing`.execute(trx);
  return Number(numAffectedRows);
}

/** Completes one task. Throws `task_unknown`; twice is harmless. */
export async function completeTask(trx: Trx, act: Act, key: TaskKey, outcome: string): Promise<void> {
  const { rows } = await sql`
    select from task where customer_id = ${key.customerId} and id = ${key.taskId}`.execute(trx);
  if (rows.length === 0) throw new AppError('task_unknown');
  const completed = await completeTasks(trx, act, [{ ...key, outcome }]);
  if (completed === 0) return;
  const { customerId, taskId } = key;
  await audit(trx, act, { action: 'completed', subject: 'task', subjectId: taskId, customerId });
}

/** Completes a task of the member's own, wherever its customer lies. Throws `task_unknown`; twice is harmless. */
export async function completeOwnTask(
  trx: Trx,
  act: Act,
  given: { readonly memberId: string; readonly taskId: string; readonly outcome: string },
): Promise<void> {
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from task where owner_id = ${given.memberId} and id = ${given.taskId}`.execute(
    trx,
  );
  if (rows[0] === undefined) throw new AppError('task_unknown');
  await completeTask(trx, act, { customerId: rows[0].customerId, taskId: given.taskId }, given.outcome);
}

export interface TaskFilters {
  readonly scope: CustomerScope;
  /** Whoever owns a task sees it, also where its customer lies outside the scope. */
  readonly ownerId?: string;
  readonly customerId?: number;
  readonly state: 'open' | 'done';
  /** Only what is due before it. */
  readonly dueBefore?: Date;
}

/** Tasks by due time, those without one last; done ones newest first. */
export async function listTasks(db: Db, filters: TaskFilters, page: PageQuery): Promise<Page<Task>> {
  const { rows } = await sql<Omit<Task, 'completion'> & { outcome: string | null; completedAt: Date | null }>`
    select task.id, title, why, minutes, due_at as "dueAt", task.created_at as "createdAt",
      jsonb_build_object('publicId', customer.public_id, 'name', customer.name,
        'reachable', coalesce(${inScope(filters.scope)}, false)) as customer,
      (select jsonb_build_object('id', member.id, 'name', member.name) from member
        where member.id = task.owner_id) as owner,
      outcome, completed_at as "completedAt"
    ${tasksWhere(filters)}
    order by completed_at desc nulls last, due_at nulls last, task.id
    limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`select count(*) as total ${tasksWhere(filters)}`.execute(db);
  const items = rows.map(({ outcome, completedAt, ...task }) => ({
    ...task,
    completion: outcome === null || completedAt === null ? null : { outcome, completedAt },
  }));
  return { items, total: counts[0]?.total ?? 0 };
}

function tasksWhere({ scope, ownerId, customerId, state, dueBefore }: TaskFilters) {
  return sql`
    from task
    join customer on customer.customer_id = task.customer_id
    left join task_completion completion
      on completion.customer_id = task.customer_id and completion.task_id = task.id
    where (${ownerId !== undefined} or ${inScope(scope)}) and (completion.task_id is not null) = ${state === 'done'}
      and (${ownerId ?? null}::uuid is null or task.owner_id = ${ownerId ?? null})
      and (${customerId ?? null}::bigint is null or task.customer_id = ${customerId ?? null})
      and (${dueBefore ?? null}::timestamptz is null or task.due_at < ${dueBefore ?? null})`;
}
