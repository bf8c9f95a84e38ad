import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { dayEnd, localDay } from '../../kernel/time.ts';
import type { Plan } from '../../plan/plan.ts';
import { ownerPartCodes, projectStageCodes, relationKindCodes, serviceRoleCodes } from '../customers/customers.ts';
import { plansOfVersions } from '../plans/plans.ts';
import { termCodes } from '../receivables/receivables.ts';
import { type Fact, factKindName, factKinds, factsOfCustomer } from '../timeline/timeline.ts';
import type { BriefSections } from './brief-queries.ts';
import { readNaming } from './naming-queries.ts';
import { kindsToTell, type StoryDetail, type StoryGroup, type StoryKind, storySaid, titleOf } from './story.ts';

const STORY_PAGE = 30;
const TEXT_MAX = 500;

export interface StoryWish {
  readonly before?: Date;
  readonly kinds?: StoryGroup;
  readonly may: BriefSections;
}

/** One page of a customer's story, newest first; what is only to come, a day on which money is due, is no story yet. */
export async function story(db: Db, act: Act, customerId: number, { before, kinds: group, may }: StoryWish) {
  const { timezone } = await readNaming(db);
  const tonight = dayEnd(localDay(act.at.getTime(), timezone), timezone);
  const kinds = kindsToTell(group, may).map((kind) => factKinds[kind]);
  const page = { before: before !== undefined && before < tonight ? before : tonight, kinds, limit: STORY_PAGE };
  const { items, more } = await factsOfCustomer(db, customerId, page);
  const details = await readStoryDetails(db, customerId, items, timezone);
  const plans = await plansOfVersions(db, [...new Set(items.flatMap((fact) => ruleOf(fact)?.planVersion ?? []))]);
  return { items: items.map((fact) => storyEntry(plans, fact, details.get(fact.id))), more };
}

/** Which rule a warning's fact speaks of: its place, from 1, in the version of the plan of then. */
function ruleOf({ kind, amount, category }: Fact): { planVersion: number; place: number } | null {
  const isSignal = kind === factKinds.warning_signal_raised || kind === factKinds.warning_signal_cleared;
  return isSignal && amount !== null && category !== null ? { planVersion: amount, place: category } : null;
}

const MONEY = new Set<StoryKind>([
  ...(['order', 'return', 'shipment', 'payment', 'invoice', 'credit_note', 'receivable_due'] as const),
]);

const CATEGORIES: Partial<Readonly<Record<StoryKind, Readonly<Record<string, number>>>>> = {
  terms_changed: termCodes,
  role_changed: serviceRoleCodes,
  relation_changed: relationKindCodes,
  project_changed: projectStageCodes,
};

function keyOf(kind: StoryKind, category: number | null): string | null {
  const codes = CATEGORIES[kind] ?? {};
  return Object.keys(codes).find((key) => codes[key] === category) ?? null;
}

type ReadDetail = Omit<StoryDetail, 'key'>;
const NOTHING: ReadDetail = { number: null, text: null, name: null, extra: null, by: null };

function storyEntry(plans: ReadonlyMap<number, Plan>, fact: Fact, detail: ReadDetail = NOTHING) {
  const kind = factKindName(fact.kind) as StoryKind;
  const { planVersion = 0, place = 0 } = ruleOf(fact) ?? {};
  const rule = plans.get(planVersion)?.warnings[place - 1];
  const { id, occurredAt, recordedAt } = fact;
  return {
    ...{ id, kind, occurredAt, recordedAt },
    amount: MONEY.has(kind) ? fact.amount : null,
    title: titleOf(kind, detail, rule ? { zh: rule.name, en: rule.nameEn } : null),
    detail: storySaid(kind, fact, { ...NOTHING, ...detail, key: keyOf(kind, fact.category) }),
    by: detail.by,
  };
}

/** By fact: what the owning tables say about it. */
async function readStoryDetails(
  db: Db,
  customerId: number,
  facts: readonly Fact[],
  zone: string,
): Promise<Map<string, ReadDetail>> {
  const { rows } = await sql<ReadDetail & { factId: string }>`
    with wanted as (
      select given.id, kind, occurred_at, category, amount, (occurred_at at time zone ${zone})::date as day
      from unnest(${facts.map(({ id }) => id)}::uuid[], ${facts.map(({ kind }) => kind)}::smallint[],
        ${facts.map(({ occurredAt }) => occurredAt)}::timestamptz[], ${facts.map(({ category }) => category)}::integer[],
        ${facts.map(({ amount }) => amount)}::bigint[]) as given (id, kind, occurred_at, category, amount)),
    ids as (select array_agg(id) as ids from wanted),
    told as (
      ${spokenOf(customerId)} union all ${tradedOf(customerId)} union all ${owedOf(customerId)}
      union all ${changedOf(customerId)})
    select distinct on (told.fact_id) told.fact_id as "factId", told.number, left(told.text, ${TEXT_MAX}::int) as text,
      told.name, told.extra,
      case when member.id is null then null else json_build_object('id', member.id, 'name', member.name) end as "by"
    from told left join member on member.id = told.member_id order by told.fact_id`.execute(db);
  return new Map(rows.map(({ factId, ...detail }) => [factId, detail]));
}

/**
 * What was said and heard, by the facts that its rows keep. A competitor's signal and a threat stand beside the contact
 * in which they were heard, which already says its sentence.
 */
function spokenOf(customerId: number) {
  return sql`
    select wanted.id as fact_id, null::text as number,
      case when wanted.kind = ${factKinds.interaction} then nullif(summary, '') end as text,
      case when wanted.kind = ${factKinds.enquiry_competitor} then competitor end as name, null::text as extra, member_id
    from interaction, ids, wanted
    where customer_id = ${customerId} and fact_ids && ids.ids and wanted.id = any(fact_ids)
    union all
    select unnest(fact_ids), null, summary, null, null, opened_by
    from complaint, ids where customer_id = ${customerId} and fact_ids && ids.ids
    union all
    select unnest(fact_ids), null, nullif(note, ''), nullif(subject, ''),
      coalesce(place, trim_scale(quantity)::text || coalesce(' ' || unit, '')), member_id
    from observation, ids where customer_id = ${customerId} and fact_ids && ids.ids
    union all
    select unnest(fact_ids), null, nullif(comment, ''), null, given || ' / ' || split_part(scale, '-', 2), created_by
    from survey_answer, ids where customer_id = ${customerId} and fact_ids && ids.ids
    union all
    select unnest(fact_ids), null, coalesce(nullif(heard, ''), nullif(came_for, '')), place, null, checked_in_by
    from visit, ids where customer_id = ${customerId} and fact_ids && ids.ids
    union all
    select unnest(fact_ids), null, text, null, due_on::text, coalesce(owner_id, created_by)
    from need, ids where customer_id = ${customerId} and fact_ids && ids.ids
    union all
    select unnest(fact_ids || overdue_fact_ids), null, text, null, due_on::text, coalesce(owner_id, created_by)
    from promise, ids where customer_id = ${customerId} and (fact_ids || overdue_fact_ids) && ids.ids
    union all
    select wanted.id, null, coalesce(need.text, promise.text), details ->> 'to', null, changed_by
    from wanted
    join need_change change on change.customer_id = ${customerId} and change.changed_at = wanted.occurred_at
      and change.what = case wanted.kind when ${factKinds.need_handed_over} then 'handed_over'
        when ${factKinds.need_received} then 'received' end
    left join need on need.customer_id = change.customer_id and need.id = change.need_id
    left join promise on promise.customer_id = change.customer_id and promise.id = change.promise_id`;
}

function tradedOf(customerId: number) {
  return sql`
    select unnest(fact_ids), number, null, null, null, null::uuid
    from customer_order, ids where customer_id = ${customerId} and fact_ids && ids.ids
    union all
    select unnest(fact_ids), number, null, null, null, null
    from shipment, ids where customer_id = ${customerId} and fact_ids && ids.ids
    union all
    select unnest(fact_ids), null, null, name, null, null
    from project, ids where customer_id = ${customerId} and fact_ids && ids.ids
    union all
    select wanted.id, null, null, project.name, null, null
    from wanted join project on project.customer_id = ${customerId} and project.updated_at = wanted.occurred_at
    where wanted.kind = ${factKinds.project_changed}`;
}

/** Facts of money keep no row's name: their day, and the amount where it is whole, find the paper. */
function owedOf(customerId: number) {
  return sql`
    select wanted.id, owed.number, null, null, null, null
    from wanted join receivable owed on owed.customer_id = ${customerId} and case wanted.kind
      when ${factKinds.invoice} then owed.kind <> 'credit_note' and owed.invoiced_on = wanted.day and owed.amount = wanted.amount
      when ${factKinds.credit_note} then owed.kind = 'credit_note' and owed.invoiced_on = wanted.day and owed.amount = wanted.amount
      when ${factKinds.receivable_due} then owed.kind = 'invoice' and owed.agreed_due_on = wanted.day end
    union all
    select wanted.id, null, null, paid.method, null, null
    from wanted join payment paid on paid.customer_id = ${customerId} and wanted.kind = ${factKinds.payment}
      and paid.paid_on = wanted.day and paid.amount = wanted.amount
    union all
    select wanted.id, null, reason, null, null, set_by
    from wanted join credit_hold on credit_hold.customer_id = ${customerId} and set_at = wanted.occurred_at
    where wanted.kind = ${factKinds.credit_hold_set}
    union all
    select wanted.id, null, lift_reason, null, null, lifted_by
    from wanted join credit_hold on credit_hold.customer_id = ${customerId} and lifted_at = wanted.occurred_at
    where wanted.kind = ${factKinds.credit_hold_lifted}`;
}

/** Who and what belongs to the customer: people there, people here, tags, merges. */
function changedOf(customerId: number) {
  return sql`
    select unnest(fact_ids), null, post, name, null, null
    from contact, ids where customer_id = ${customerId} and fact_ids && ids.ids
    union all
    select wanted.id, null, case when reason <> 'set' then nullif(reason, '') end,
      (select name from member where member.id = to_member), (select name from member where member.id = from_member),
      changed_by
    from wanted join customer_owner_change change on change.customer_id = ${customerId}
      and change.changed_at = wanted.occurred_at
      and wanted.category = (${JSON.stringify(ownerPartCodes)}::jsonb ->> change.part)::integer
    where wanted.kind = ${factKinds.owner_changed}
    union all
    select wanted.id, null, coalesce(purpose, nullif(reason, '')), (select name from member where member.id = member_id),
      null, created_by
    from wanted join customer_role held on held.customer_id = ${customerId}
      and wanted.occurred_at in (held.created_at, held.ended_at)
      and wanted.category = (${JSON.stringify(serviceRoleCodes)}::jsonb ->> held.role)::integer
    where wanted.kind = ${factKinds.role_changed}
    union all
    select wanted.id, null, nullif(held.reason, ''), tag.name, null, held.set_by
    from wanted join tag on tag.code = wanted.category
    left join customer_tag held on held.customer_id = ${customerId} and held.tag = tag.name
      and held.set_at = wanted.occurred_at
    where wanted.kind in (${factKinds.tag_set}, ${factKinds.tag_removed})
    union all
    select wanted.id, null, nullif(reason, ''), merged_name, null, merged_by
    from wanted join customer_merge on survivor_id = ${customerId}
      and wanted.occurred_at in (merged_at, undone_at)
    where wanted.kind in (${factKinds.customer_merged}, ${factKinds.merge_undone})`;
}
