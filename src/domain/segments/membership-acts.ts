import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { type ActivePlan, findActivePlan } from '../plans/plans.ts';
import { type Layout, newestLayout } from './membership-queries.ts';

/** What a follower has to know: the layout that judgements have now, and the one memberships were kept in. */
interface Following {
  readonly version: number;
  readonly layout: Layout;
  readonly before: Layout | null;
  readonly day: string;
  readonly at: Date;
  /** Null: the whole book. */
  readonly customerIds: readonly number[] | null;
}

/**
 * Keeps memberships in step with the judgements of these customers, none named meaning everybody: who came in and who
 * went out, and after a run over the book the day's figures of each segment. Doing it twice is harmless. Answers the keys
 * of the segments that could not be compared with before: they are new, or say something else now.
 */
export async function followJudgements(trx: Trx, act: Act, customerIds: readonly number[]): Promise<readonly string[]> {
  const active = await findActivePlan(trx);
  if (active === null) return [];
  await sql`select pg_advisory_xact_lock(hashtext('segment memberships'))`.execute(trx);
  const before = await newestLayout(trx);
  const said = sayings(active);
  const isSame = before !== null && isSameLayout(before, said);
  // Under a new layout a run over the whole book is on its way: it brings everybody.
  if (customerIds.length > 0 && !isSame) return [];
  if (!isSame && !(await isBookSpoken(trx, said))) return [];
  const layout = isSame ? before : await addLayout(trx, act, said, (before?.id ?? 0) + 1);
  const day = formatDay(localDay(act.at.getTime(), active.plan.timezone));
  const ids = customerIds.length > 0 ? customerIds : null;
  const following: Following = { version: active.version, layout, before, day, at: act.at, customerIds: ids };
  const moved = await keepChanges(trx, following);
  await keepMemberships(trx, following);
  if (ids === null) await keepDay(trx, following);
  else await correctDay(trx, following, moved);
  return isSame ? [] : newKeys(layout, before);
}

type Sayings = Pick<Layout, 'planVersion' | 'keys' | 'expressions'>;

function sayings({ plan, version }: ActivePlan): Sayings {
  return {
    planVersion: version,
    keys: plan.segments.map(({ key }) => key),
    expressions: plan.segments.map(({ when }) => when.text),
  };
}

function isSameLayout(layout: Layout, said: Sayings): boolean {
  const textOf = ({ planVersion, keys, expressions }: Sayings) => JSON.stringify([planVersion, keys, expressions]);
  return textOf(layout) === textOf(said);
}

/** Whether most of the book was judged by these words: a run may still be on its way. */
async function isBookSpoken(trx: Trx, { planVersion, keys }: Sayings): Promise<boolean> {
  const { rows } = await sql<{ isSpoken: boolean }>`
    select count(*) <= 2 * count(*) filter (where plan_version = ${planVersion} and length(segments) = ${keys.length})
      as "isSpoken" from judgement`.execute(trx);
  return rows[0]?.isSpoken ?? false;
}

async function addLayout(trx: Trx, act: Act, said: Sayings, id: number): Promise<Layout> {
  const { planVersion, keys, expressions } = said;
  const row = { id, plan_version: planVersion, keys: [...keys], expressions: [...expressions], since: act.at };
  await trx.insertInto('segment_layout').values(row).execute();
  return { id, ...said };
}

function newKeys(layout: Layout, before: Layout | null): string[] {
  const shared = new Set(sharedPlaces(layout, before).map(({ key }) => key));
  return layout.keys.filter((key) => !shared.has(key));
}

interface Place {
  readonly key: string;
  readonly now: number;
  readonly earlier: number;
}

/** The segments that say the same in both layouts, with their places. */
function sharedPlaces(layout: Layout, before: Layout | null): Place[] {
  return layout.keys.flatMap((key, now) => {
    const earlier = before?.keys.indexOf(key) ?? -1;
    const isSame = earlier >= 0 && before?.expressions[earlier] === layout.expressions[now];
    return isSame ? [{ key, now, earlier }] : [];
  });
}

/** Judgements that say something in the present layout. */
function spoken({ version, layout, customerIds }: Following): RawBuilder<unknown> {
  return sql`judgement.plan_version = ${version} and length(judgement.segments) = ${layout.keys.length}
    and (${customerIds}::bigint[] is null or judgement.customer_id = any(${customerIds}::bigint[]))`;
}

/** Who came and who went; back on the same day is as if nothing had been. Answers the difference each segment saw. */
async function keepChanges(trx: Trx, following: Following): Promise<{ key: string; difference: number }[]> {
  const { layout, before, day } = following;
  const places = sharedPlaces(layout, before);
  if (before === null || places.length === 0) return [];
  const isOther = layout.id === before.id ? sql`held.bits <> judgement.segments` : sql`true`;
  const { rows } = await sql<{ key: string; difference: number }>`
    with moved as materialized (
      select judgement.customer_id, place.key,
        get_bit(judgement.segments, place.now) - get_bit(held.bits, place.earlier) as change
      from judgement
      join segment_membership held on held.customer_id = judgement.customer_id and held.layout = ${before.id}
      cross join unnest(${places.map(({ key }) => key)}::text[], ${places.map(({ now }) => now)}::integer[],
        ${places.map(({ earlier }) => earlier)}::integer[]) as place(key, now, earlier)
      where ${spoken(following)} and ${isOther}
        and get_bit(judgement.segments, place.now) <> get_bit(held.bits, place.earlier)),
    back as (
      delete from segment_change using moved
      where segment_change.customer_id = moved.customer_id and segment_change.segment_key = moved.key
        and segment_change.day = ${day}::date
      returning segment_change.customer_id, segment_change.segment_key),
    kept as (
      insert into segment_change (customer_id, segment_key, day, change)
      select customer_id, key, ${day}::date, change from moved
      where not exists (select from segment_change today where today.customer_id = moved.customer_id
        and today.segment_key = moved.key and today.day = ${day}::date)
      returning customer_id)
    select key, sum(change)::integer as difference from moved
    where (select count(*) from back) >= 0 and (select count(*) from kept) >= 0
    group by key`.execute(trx);
  return rows;
}

async function keepMemberships(trx: Trx, following: Following): Promise<void> {
  const { layout, customerIds } = following;
  await sql`
    insert into segment_membership (customer_id, layout, bits)
    select judgement.customer_id, ${layout.id}, judgement.segments from judgement
    left join segment_membership held on held.customer_id = judgement.customer_id
    where ${spoken(following)}
      and (held.layout is distinct from ${layout.id} or held.bits is distinct from judgement.segments)
      and exists (select from customer where customer.customer_id = judgement.customer_id)
    on conflict (customer_id) do update set layout = excluded.layout, bits = excluded.bits`.execute(trx);
  if (customerIds !== null) return;
  await sql`
    delete from segment_membership held
    where held.layout <> ${layout.id}
      or not exists (select from customer where customer.customer_id = held.customer_id)`.execute(trx);
}

async function keepDay(trx: Trx, { layout, day, at }: Following): Promise<void> {
  const places = layout.keys.map((_, index) => index);
  await sql`
    insert into segment_day (segment_key, day, members, amount_year, book_customers, book_amount_year, computed_at)
    select place.key, ${day}::date, coalesce(counted.members, 0), coalesce(counted.amount_year, 0),
      book.customers, book.amount_year, ${at}
    from unnest(${[...layout.keys]}::text[], ${places}::integer[]) as place(key, now)
    cross join (select count(*) as customers, coalesce(sum(amount_year), 0) as amount_year from judgement) book
    left join (
      select place.now, count(*) as members, sum(judgement.amount_year) as amount_year
      from segment_membership held
      join judgement on judgement.customer_id = held.customer_id
      cross join unnest(${places}::integer[]) as place(now)
      where held.layout = ${layout.id} and get_bit(held.bits, place.now) = 1
      group by place.now) counted on counted.now = place.now
    on conflict (segment_key, day) do update set members = excluded.members, amount_year = excluded.amount_year,
      book_customers = excluded.book_customers, book_amount_year = excluded.book_amount_year, worked_out = false,
      computed_at = excluded.computed_at`.execute(trx);
}

/** Between two runs the count follows those who moved; amounts wait for the next run. */
async function correctDay(
  trx: Trx,
  { day, at }: Following,
  moved: readonly { readonly key: string; readonly difference: number }[],
): Promise<void> {
  if (moved.length === 0) return;
  await sql`
    insert into segment_day (segment_key, day, members, amount_year, book_customers, book_amount_year, computed_at)
    select moved.key, ${day}::date, last.members + moved.difference, last.amount_year, last.book_customers,
      last.book_amount_year, ${at}
    from unnest(${moved.map(({ key }) => key)}::text[], ${moved.map(({ difference }) => difference)}::integer[])
      as moved(key, difference)
    cross join lateral (
      select * from segment_day where segment_key = moved.key and day <= ${day}::date order by day desc limit 1) last
    on conflict (segment_key, day) do update set members = excluded.members, computed_at = excluded.computed_at`.execute(
    trx,
  );
}

/** One segment's members on a day of the past, as worked out afterwards. */
export interface PastCount {
  readonly key: string;
  readonly day: string;
  readonly members: number;
  readonly amountYear: number;
  readonly bookCustomers: number;
  readonly bookAmountYear: number;
}

/** Keeps what days of the past would have shown; days that were looked at when they were today stay as they are. */
export async function keepPast(trx: Trx, act: Act, keys: readonly string[], past: readonly PastCount[]): Promise<void> {
  await sql`delete from segment_day where segment_key = any(${[...keys]}::text[]) and worked_out`.execute(trx);
  await sql`
    insert into segment_day (segment_key, day, members, amount_year, book_customers, book_amount_year, worked_out, computed_at)
    select key, day, members, "amountYear", "bookCustomers", "bookAmountYear", true, ${act.at}
    from jsonb_to_recordset(${JSON.stringify(past)}::jsonb) as past(
      key text, day date, members integer, "amountYear" bigint, "bookCustomers" integer, "bookAmountYear" bigint)
    on conflict (segment_key, day) do nothing`.execute(trx);
}
