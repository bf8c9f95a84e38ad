import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { parseDay } from '../../kernel/time.ts';
import { Rhythm, type RhythmSettings } from '../../scoring/rhythm.ts';
import { SeasonCalendar } from '../../scoring/seasons.ts';
import { factKinds } from '../timeline/timeline.ts';
import { readFeeds } from './profile-queries.ts';

const DATES_MAX = 5;
const DROPPED_MAX = 4;
/** A day is near when it lies within a month: time to buy a card. */
const DATES_DAYS = 30;
/** Bought before, and not for five months: longer than anybody's shelf holds. */
const STILL_BOUGHT_DAYS = 150;
const BOUGHT_DAYS = 540;
const BOUGHT_TIMES_MIN = 2;
/** A size is what they buy most when it makes this part of the category's amount: those who mix sizes do not drift. */
const MOST_SHARE = 0.6;
/** As many days with an order as the score's own rhythm looks at. */
const ORDER_DAYS_MAX = 64;

/** Birthdays and days of the company within a month; what is kept of a family has no place on a page that is printed. */
export function nearDates(customerId: number, today: string) {
  return sql`(
    select coalesce(json_agg(near order by "on", name), '[]') from (
      select kind, ${nextOn(today)} as "on", name from (
        select 'birthday' as kind, birthday as day, true as yearly, contact.name, null::date as keep_until
        from contact where customer_id = ${customerId} and left_at is null and birthday is not null
        union
        select important_date.kind, day, yearly, coalesce(contact.name, nullif(note, '')), keep_until
        from important_date left join contact
          on contact.customer_id = important_date.customer_id and contact.id = important_date.contact_id
        where important_date.customer_id = ${customerId}
          and important_date.kind in ('cooperation_anniversary', 'company_anniversary', 'birthday', 'other')) kept
      where ${nextOn(today)} between ${today}::date and ${today}::date + ${DATES_DAYS}::int
        and (keep_until is null or keep_until >= ${today}::date)
      order by "on" limit ${DATES_MAX}) near)`;
}

/** The next time that a day comes round; the 29th of February comes on the 28th in other years. */
function nextOn(today: string) {
  return sql`case when not yearly or day >= ${today}::date then day
    else (day + (extract(year from age(${today}::date - 1, day)) + 1) * interval '1 year')::date end`;
}

/** The nearest day that a project, or the customer, named for the next need. */
export function nextNeed(customerId: number, today: string) {
  return sql`(
    select json_build_object('on', "on", 'project', project) from (
      select next_need_on as "on", name as project from project
      where customer_id = ${customerId} and next_need_on >= ${today}::date and stage not in ('done', 'stopped')
      union all
      select last.day, null from (
        select date '1970-01-01' + amount::int as day from fact
        where customer_id = ${customerId} and kind = ${factKinds.next_need_stated} and voids is null and amount between 0 and 100000
          and not exists (select from fact voiding
            where voiding.customer_id = fact.customer_id and voiding.voids = fact.id)
        order by occurred_at desc, id desc limit 1) last
      where last.day >= ${today}::date) stated
    order by "on", project nulls last limit 1)`;
}

interface Buying {
  readonly dropped: readonly { readonly category: string; readonly lastOn: string; readonly times: number }[];
  readonly drift: readonly { readonly category: string; readonly from: string; readonly to: string }[];
}

/**
 * What they no longer buy, and where the size or grade they buy most has changed: seen from the day up to which orders
 * are complete, so that a late file makes nobody stop buying.
 */
export async function readBuying(db: Db, customerId: number, today: string): Promise<Buying> {
  const edge = (await readFeeds(db)).find(({ kind }) => kind === 'orders')?.dataThrough ?? today;
  const { rows } = await sql<Buying>`
    with bought as (
      select category.name as category, product.spec, line.order_id, line.amount, ordered_at::date as day,
        ordered_at::date > ${edge}::date - ${STILL_BOUGHT_DAYS}::int as recent
      from customer_order orders
      join order_line line on line.customer_id = orders.customer_id and line.order_id = orders.id
      join product on product.id = line.product_id
      join category on category.id = product.category_id
      where orders.customer_id = ${customerId} and orders.kind = 'order'
        and orders.ordered_at > ${edge}::date - ${BOUGHT_DAYS}::int),
    specs as (
      select category, recent, spec from (
        select category, recent, spec, sum(amount) as amount, sum(sum(amount)) over (partition by category, recent) as whole
        from bought where spec is not null group by category, recent, spec) summed
      where amount >= whole * ${MOST_SHARE}::numeric and amount > 0)
    select
      (select coalesce(json_agg(gone), '[]') from (
        select category, max(day) as "lastOn", count(distinct order_id)::int as times from bought group by category
        having count(distinct order_id) >= ${BOUGHT_TIMES_MIN} and not bool_or(recent)
        order by sum(amount) desc, category limit ${DROPPED_MAX}) gone) as dropped,
      (select coalesce(json_agg(json_build_object('category', earlier.category, 'from', earlier.spec, 'to', now.spec)
          order by earlier.category), '[]')
        from specs earlier join specs now on now.category = earlier.category and now.recent and not earlier.recent
        where now.spec <> earlier.spec) as drift`.execute(db);
  return rows[0] ?? { dropped: [], drift: [] };
}

/** How often the customer orders, in plain days; null until three gaps are known. */
export interface BuyingRhythm {
  readonly days: number;
  readonly lastDay: number;
  /** Buys in waves: the days are those from wave to wave. */
  readonly inWaves: boolean;
}

/** The own rhythm as the score reads it, on a calendar on which every day counts: it is said in days, not weighed. */
export async function readRhythm(
  db: Db,
  customerId: number,
  settings: RhythmSettings,
  zone: string,
): Promise<BuyingRhythm | null> {
  const { rows } = await sql<{ day: string }>`
    select distinct (ordered_at at time zone ${zone})::date::text as day from customer_order
    where customer_id = ${customerId} and kind = 'order' and amount > 0
    order by day desc limit ${ORDER_DAYS_MAX}`.execute(db);
  const rhythm = new Rhythm();
  for (const { day } of rows.toReversed()) rhythm.add(parseDay(day), 1);
  rhythm.finish(settings, EVERY_DAY, null);
  if (rhythm.gapCount < settings.gapsMin) return null;
  return { days: Math.round(rhythm.gapMedian), lastDay: rhythm.lastDay, inWaves: rhythm.isBursty };
}

const EVERY_DAY = new SeasonCalendar(new Float64Array([1]));
