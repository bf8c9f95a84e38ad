import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Language } from '../../kernel/errors.ts';
import type { PlanTag, WorkRole } from '../../plan/plan.ts';
import type { Load } from './tag-task.ts';

const CHANGES_PER_SET_MAX = 5_000;
const WORKS_PER_SET_MAX = 2_000;

export interface TagChange {
  readonly customerId: number;
  readonly tag: string;
  readonly isTrue: boolean;
}

/** Where the rules' tags are not what the last judgement says: to be put on, or taken off. So many at a time. */
export async function readTagChanges(
  db: Db,
  tags: readonly PlanTag[],
  version: number,
  ids: readonly number[] | null,
): Promise<TagChange[]> {
  const rules = sql`unnest(${tags.map(({ tag }) => tag)}::text[]) with ordinality as rule (tag, place)`;
  const isTrue = sql`case when length(judgement.tags) >= rule.place
    then get_bit(judgement.tags, rule.place::integer - 1) = 1 else false end`;
  const judged = sql`judgement.plan_version = ${version}
    and (${ids}::bigint[] is null or judgement.customer_id = any(${ids}::bigint[]))`;
  const { rows } = await sql<TagChange>`
    select distinct judgement.customer_id as "customerId", rule.tag, true as "isTrue"
    from judgement join customer on customer.customer_id = judgement.customer_id cross join ${rules}
    where ${judged} and ${isTrue} and not exists (
      select from customer_tag held where held.customer_id = judgement.customer_id and held.tag = rule.tag)
    union all
    select held.customer_id, held.tag, false
    from customer_tag held join judgement on judgement.customer_id = held.customer_id
    where held.rule_version is not null and ${judged} and not exists (
      select from ${rules} where rule.tag = held.tag and ${isTrue})
    limit ${CHANGES_PER_SET_MAX}`.execute(db);
  return rows;
}

/** A tag of a rule that nobody has been asked to act upon. */
export interface WaitingTag {
  readonly customerId: number;
  readonly tag: string;
}

/** The tags whose rules ask for work that is not a task yet, customers that buy most first; locked, so that each is made once. */
export async function readWaitingTags(
  db: Db,
  tags: readonly string[],
  ids: readonly number[] | null,
): Promise<WaitingTag[]> {
  const { rows } = await sql<WaitingTag>`
    select held.customer_id as "customerId", held.tag
    from customer_tag held join judgement on judgement.customer_id = held.customer_id
    where held.rule_version is not null and held.task_id is null and held.tag = any(${[...tags]}::text[])
      and (${ids}::bigint[] is null or held.customer_id = any(${ids}::bigint[]))
    order by judgement.amount_year desc, held.customer_id, held.tag limit ${WORKS_PER_SET_MAX} for update of held`.execute(
    db,
  );
  return rows;
}

/** By member: tasks made of tags, those open and those of today. */
export async function readTagLoads(db: Db, dayBegan: Date): Promise<Map<string, Load>> {
  const { rows } = await sql<Load & { ownerId: string }>`
    select task.owner_id as "ownerId", count(*) filter (where not exists (
        select from task_completion done where done.customer_id = task.customer_id and done.task_id = task.id)) as open,
      count(*) filter (where task.created_at >= ${dayBegan}) as today
    from customer_tag held join task on task.customer_id = held.customer_id and task.id = held.task_id
    where task.owner_id is not null group by 1`.execute(db);
  return new Map(rows.map(({ ownerId, open, today }) => [ownerId, { open, today }]));
}

/** Who does the work of a place: the named role of the customer's team, else a member of the role; nobody: who leads it. */
const NAMED: Partial<Record<WorkRole, string>> = {
  executive_sponsor: 'sponsor',
  technical: 'expert_technical',
  product_manager: 'expert_technical',
};
const MEMBER: Partial<Record<WorkRole, string>> = {
  assistant: 'assistant',
  credit_controller: 'credit_controller',
  success_supervisor: 'retention_lead',
  store_manager: 'retention_lead',
  product_manager: 'retention_lead',
  executive_sponsor: 'executive',
  after_sales: 'service_agent',
};

export interface Worker {
  readonly id: string;
  readonly language: Language;
}

/** In the order given: who acts for the customer in that place of the work; null where nobody does. */
export async function readWorkers(
  db: Db,
  at: Date,
  wanted: readonly { readonly customerId: number; readonly by: WorkRole }[],
): Promise<(Worker | null)[]> {
  const rows = wanted.map(({ customerId, by }, place) => ({ customerId, place, named: NAMED[by], role: MEMBER[by] }));
  const { rows: found } = await sql<{ id: string | null; language: Language }>`
    select worker.id, worker.language
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
      "customerId" bigint, place integer, named text, role text)
    join customer on customer.customer_id = given."customerId"
    left join member leader on leader.id = customer.owner_a and leader.left_at is null
    left join lateral (
      select member.id, member.language from (
        select held.member_id as id, 1 as distance, held.starts_at from customer_role held
        where held.customer_id = customer.customer_id and held.role = given.named and held.starts_at <= ${at}
          and coalesce(held.ends_at > ${at}, true) and held.ended_at is null
        union all
        select peer.id, case when peer.team_id = leader.team_id then 2 else 3 end, peer.created_at from member peer
        where peer.role = given.role
        union all
        select leader.id, 4, leader.created_at
      ) as candidate join member on member.id = candidate.id and member.left_at is null
      order by distance, candidate.starts_at, member.id limit 1) worker on true
    order by given.place`.execute(db);
  return found.map(({ id, language }) => (id === null ? null : { id, language }));
}
