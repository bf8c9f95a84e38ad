import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { listHandOvers } from '../needs/needs.ts';
import type { CustomerScope } from '../team/team.ts';
import { readNaming } from './naming-queries.ts';

const DAYS_AHEAD = 14;
const DATES_MAX = 20;
const SHOWN_MAX = 5;

interface Named {
  readonly publicId: string;
  readonly name: string;
}

interface Coming {
  readonly customer: Named;
  readonly kind: string;
  readonly on: string;
  /** Whose day it is, where it is a person's. */
  readonly who: string | null;
  /** How many years it has been by then; null for a birthday, whose age is nobody's business. */
  readonly years: number | null;
}

interface Overdue {
  readonly id: string;
  readonly customer: Named;
  readonly text: string;
  readonly dueOn: string;
}

/** What comes up for one member beside the work of the day: dates of two weeks, hand-overs to receive, promises past their day. */
export async function agenda(db: Db, act: Act, memberId: string, scope: CustomerScope) {
  const { timezone } = await readNaming(db);
  const today = formatDay(localDay(act.at.getTime(), timezone));
  const { items, total } = await listHandOvers(db, act, { box: 'unreceived', scope }, { limit: SHOWN_MAX, offset: 0 });
  const promises = await overduePromises(db, memberId, today);
  return {
    dates: await comingDates(db, memberId, today),
    handOvers: {
      total,
      items: items.map(({ id, text, dueOn, customer }) => ({ id, text, dueOn, customer: customer.name })),
    },
    promises: { total: promises.length, items: promises.slice(0, SHOWN_MAX) },
  };
}

/**
 * Of the customers that the member leads or helps. Birthdays only of those who agreed to be written to or called; days of
 * families have their own consent and are gone when it ends.
 */
async function comingDates(db: Db, memberId: string, today: string): Promise<Coming[]> {
  const { rows } = await sql<Coming>`
    with mine as (
      select customer_id, public_id, name, since from customer where owner_a = ${memberId} or owner_b = ${memberId}),
    kept as (
      select dated.customer_id, kind, day, yearly, contact.name as who
      from important_date dated
      left join contact on contact.customer_id = dated.customer_id and contact.id = dated.contact_id
      where dated.customer_id in (select customer_id from mine)
        and (keep_until is null or keep_until >= ${today}::date)
      union
      select customer_id, 'birthday', birthday, true, name from contact
      where customer_id in (select customer_id from mine) and left_at is null and birthday is not null
        and exists (
          select from (
            select distinct on (channel) given from contact_consent consent
            where consent.customer_id = contact.customer_id and consent.contact_id = contact.id
            order by channel, changed_at desc, consent.id desc) as newest
          where given)
      union
      select customer_id, 'cooperation_anniversary', since, true, null from mine
      where since < ${today}::date and not exists (
        select from important_date known
        where known.customer_id = mine.customer_id and known.kind = 'cooperation_anniversary')),
    coming as (
      select kept.*, case when not yearly or day >= ${today}::date then day
        else (day + (extract(year from age(${today}::date - 1, day)) + 1) * interval '1 year')::date end as "on"
      from kept)
    select jsonb_build_object('publicId', public_id, 'name', name) as customer, kind, "on", who,
      case when kind in ('cooperation_anniversary', 'company_anniversary', 'wedding_anniversary')
        then (extract(year from "on") - extract(year from day))::int end as years
    from coming join mine using (customer_id)
    where "on" between ${today}::date and ${today}::date + ${DAYS_AHEAD}::int
    order by "on", name, kind limit ${DATES_MAX}`.execute(db);
  return rows;
}

const OVERDUE_MAX = 200;

async function overduePromises(db: Db, memberId: string, today: string): Promise<Overdue[]> {
  const { rows } = await sql<Overdue>`
    select promise.id, text, due_on as "dueOn", jsonb_build_object('publicId', public_id, 'name', name) as customer
    from promise join customer using (customer_id)
    where owner_id = ${memberId} and ending is null and due_on < ${today}::date
    order by due_on, promise.id limit ${OVERDUE_MAX}`.execute(db);
  return rows;
}
