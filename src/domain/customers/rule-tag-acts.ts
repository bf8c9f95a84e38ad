import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { type FactKindName, factKinds, record } from '../timeline/timeline.ts';

/** A tag of one customer. */
export interface TagKey {
  readonly customerId: number;
  readonly tag: string;
}

/** A tag that a rule of the plan puts on, and what the plan says it means. */
export interface RuleTag extends TagKey {
  readonly reason: string;
  readonly reasonEn: string;
}

/**
 * Puts tags on by the rules of a version of the plan; one that a person has put on stays theirs. Their facts make nobody
 * be judged anew: they say what has just been judged.
 */
export async function setRuleTags(trx: Trx, act: Act, version: number, tags: readonly RuleTag[]): Promise<void> {
  if (tags.length === 0) return;
  const names = [...new Set(tags.map(({ tag }) => tag))].sort();
  await sql`
    insert into tag (name, code, created_at)
    select name, nextval('tag_number'), ${act.at} from unnest(${names}::text[]) as name
    on conflict (name) do nothing`.execute(trx);
  const { rows } = await sql<TagKey>`
    insert into customer_tag (customer_id, tag, reason, reason_en, set_at, rule_version)
    select "customerId", tag, reason, "reasonEn", ${act.at}, ${version}
    from jsonb_to_recordset(${JSON.stringify(tags)}::jsonb) as (
      "customerId" bigint, tag text, reason text, "reasonEn" text)
    on conflict (customer_id, tag) do nothing returning customer_id as "customerId", tag`.execute(trx);
  await recordTags(trx, act, rows, 'tag_set');
}

/** Takes off tags that a rule has put on; answers the tasks that were made of them. */
export async function removeRuleTags(
  trx: Trx,
  act: Act,
  tags: readonly TagKey[],
): Promise<{ customerId: number; taskId: string }[]> {
  const { rows } = await sql<TagKey & { taskId: string | null }>`
    delete from customer_tag held using ${pairs(tags)}
    where held.customer_id = given.customer_id and held.tag = given.tag and held.rule_version is not null
    returning held.customer_id as "customerId", held.tag, held.task_id as "taskId"`.execute(trx);
  await recordTags(trx, act, rows, 'tag_removed');
  return rows.flatMap(({ customerId, taskId }) => (taskId === null ? [] : [{ customerId, taskId }]));
}

/** Keeps with each tag the task that was made of it, so that it is made once. */
export async function keepTagTasks(trx: Trx, tags: readonly (TagKey & { readonly taskId: string })[]): Promise<void> {
  await sql`
    update customer_tag set task_id = given.task_id
    from unnest(${tags.map((each) => each.customerId)}::bigint[], ${tags.map((each) => each.tag)}::text[],
      ${tags.map((each) => each.taskId)}::uuid[]) as given (customer_id, tag, task_id)
    where customer_tag.customer_id = given.customer_id and customer_tag.tag = given.tag`.execute(trx);
}

function pairs(tags: readonly TagKey[]) {
  return sql`unnest(${tags.map((each) => each.customerId)}::bigint[], ${tags.map((each) => each.tag)}::text[])
    as given (customer_id, tag)`;
}

async function recordTags(
  trx: Trx,
  act: Act,
  tags: readonly TagKey[],
  kind: Extract<FactKindName, 'tag_set' | 'tag_removed'>,
): Promise<void> {
  if (tags.length === 0) return;
  const { rows } = await sql<{ name: string; code: number }>`select name, code from tag`.execute(trx);
  const codes = new Map(rows.map(({ name, code }) => [name, code]));
  const facts = tags.map(({ customerId, tag }) => ({
    ...{ customerId, kind: factKinds[kind], occurredAt: act.at, category: codes.get(tag) ?? null },
  }));
  await record(trx, act, facts, { quiet: true });
}
