import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { traceBefore, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import {
  type ChangeCounts,
  factKinds,
  noChanges,
  openFactBatch,
  type RecordOptions,
  recordFactBatch,
} from '../timeline/timeline.ts';
import { copyConsents } from './consent-acts.ts';
import { contactRoleCodes } from './contact.ts';
import { zoneOf } from './post-acts.ts';

/**
 * Makes the empty temporary table `contact_batch` in the caller's transaction: the columns up to preferred_channel come
 * in (null keeps what is there), contact_id and change go out. A contact is known by its name at its customer.
 */
export async function openContactBatch(trx: Trx): Promise<void> {
  await sql`
    create temp table if not exists contact_batch (
      row_no bigint primary key,
      customer_id bigint not null,
      name text not null,
      post text, role text, phone text, email text, wecom text, birthday date, from_on date, left_on date,
      attitude text, preferred_channel text,
      contact_id uuid,
      change text,
      person_id uuid,
      made_id uuid not null default gen_random_uuid(),
      joined_fact_id uuid not null default gen_random_uuid(),
      left_fact_id uuid not null default gen_random_uuid(),
      fact_ids_before uuid[] not null default '{}',
      is_told boolean not null default false
    ) on commit drop`.execute(trx);
  await sql`truncate contact_batch`.execute(trx);
}

/** Applies `contact_batch` as one set: one call to the timeline, one job or, if quiet, none. */
export async function recordContactBatch(trx: Trx, act: Act, options: RecordOptions = {}): Promise<ChangeCounts> {
  await sql`analyze contact_batch`.execute(trx);
  await sql`select pg_advisory_xact_lock(hashtext('contact_batch'))`.execute(trx);
  await matchContacts(trx);
  await findPersons(trx);
  await compareContacts(trx);
  await tracePosts(trx, options);
  await insertContacts(trx, act);
  await updateContacts(trx, act);
  await spreadPersons(trx);
  await tellPosts(trx, act, options);
  await bringConsents(trx, act, options);
  return countChanges(trx);
}

/** Somebody who left is still meant by a row of their name, unless the row says that they came again later. */
async function matchContacts(trx: Trx): Promise<void> {
  await sql`
    update contact_batch given set contact_id = known.id, person_id = known.person_id,
      fact_ids_before = known.fact_ids, change = case
        when coalesce(given.post, known.post) is not distinct from known.post
          and coalesce(given.role, known.role) is not distinct from known.role
          and coalesce(given.phone, known.phone) is not distinct from known.phone
          and coalesce(given.email, known.email) is not distinct from known.email
          and coalesce(given.wecom, known.wecom) is not distinct from known.wecom
          and coalesce(given.birthday, known.birthday) is not distinct from known.birthday
          and coalesce(given.from_on, known.from_on) is not distinct from known.from_on
          and coalesce(given.left_on, known.left_on) is not distinct from known.left_on
          and coalesce(given.attitude, known.attitude) is not distinct from known.attitude
          and coalesce(given.preferred_channel, known.preferred_channel) is not distinct from known.preferred_channel
        then 'unchanged' else 'updated' end,
      is_told = coalesce(given.from_on, known.from_on) is distinct from known.from_on
        or coalesce(given.left_on, known.left_on) is distinct from known.left_on
        or coalesce(given.role, known.role) is distinct from known.role
          and (known.from_on is not null or known.left_on is not null)
    from (
      select row_no, found.* from contact_batch wanted cross join lateral (
        select * from contact
        where contact.customer_id = wanted.customer_id and contact.name = wanted.name
          and (contact.left_on is null or wanted.from_on is null or wanted.from_on <= contact.left_on)
        order by left_at is not null, contact.phone is not distinct from wanted.phone desc, left_at desc, contact.id limit 1
      ) as found
    ) as known
    where known.row_no = given.row_no`.execute(trx);
}

/** Of the same name and phone is the same person, wherever they work. */
async function findPersons(trx: Trx): Promise<void> {
  await sql`
    update contact_batch given set contact_id = made_id, change = 'created', is_told = true,
      person_id = coalesce(
        (select person_id from contact where contact.phone = given.phone and contact.name = given.name
          order by left_at is not null, created_at limit 1),
        same.person_id)
    from (
      select row_no, first_value(made_id) over (partition by name, coalesce(phone, row_no::text) order by row_no)
        as person_id
      from contact_batch) as same
    where same.row_no = given.row_no and given.contact_id is null`.execute(trx);
}

/** What one row says of a person holds for the other rows and posts of the same person. */
async function compareContacts(trx: Trx): Promise<void> {
  await sql`
    update contact_batch given set wecom = coalesce(given.wecom, person.wecom),
      birthday = coalesce(given.birthday, person.birthday), phone = coalesce(given.phone, person.phone)
    from (
      select distinct on (person_id) person_id, wecom, birthday, phone from contact
      where person_id in (select person_id from contact_batch where change = 'created')
      order by person_id, left_at is not null, left_at desc) as person
    where given.change = 'created' and person.person_id = given.person_id`.execute(trx);
}

const persons = sql`
  select contact.customer_id, contact.id from contact_batch given join contact
    on contact.person_id = given.person_id and (contact.left_at is null or contact.id = given.contact_id)
  where given.change in ('created', 'updated')`;

async function tracePosts(trx: Trx, { trace }: RecordOptions): Promise<void> {
  const key = ['customer_id', 'id'];
  await traceBefore(trx, trace, { table: 'contact', key, rows: persons });
  const rows = sql`select customer_id, contact_id as id from contact_batch where change = 'created'`;
  await traceCreated(trx, trace, { table: 'contact', key, rows });
}

async function insertContacts(trx: Trx, act: Act): Promise<void> {
  await sql`
    insert into contact (customer_id, id, person_id, name, post, role, phone, email, wecom, birthday, from_on, left_on,
      left_at, attitude, preferred_channel, fact_ids, created_at)
    select customer_id, contact_id, person_id, name, post, role, phone, email, wecom, birthday, from_on, left_on,
      case when left_on is not null then ${act.at}::timestamptz end, attitude, preferred_channel, ${factIds}, ${act.at}
    from contact_batch given where change = 'created'`.execute(trx);
}

async function updateContacts(trx: Trx, act: Act): Promise<void> {
  await sql`
    update contact set
      post = coalesce(given.post, contact.post),
      role = coalesce(given.role, contact.role),
      phone = coalesce(given.phone, contact.phone),
      email = coalesce(given.email, contact.email),
      wecom = coalesce(given.wecom, contact.wecom),
      birthday = coalesce(given.birthday, contact.birthday),
      from_on = coalesce(given.from_on, contact.from_on),
      left_on = coalesce(given.left_on, contact.left_on),
      left_at = case when coalesce(given.left_on, contact.left_on) is not null
        then coalesce(contact.left_at, ${act.at}) end,
      attitude = coalesce(given.attitude, contact.attitude),
      preferred_channel = coalesce(given.preferred_channel, contact.preferred_channel)
    from contact_batch given
    where given.change = 'updated' and contact.customer_id = given.customer_id and contact.id = given.contact_id`.execute(
    trx,
  );
  await sql`
    update contact set fact_ids = ${factIds}
    from (
      select batch.contact_id, batch.customer_id, batch.joined_fact_id, batch.left_fact_id, held.from_on, held.left_on
      from contact_batch batch
      join contact held on held.customer_id = batch.customer_id and held.id = batch.contact_id
      where batch.change = 'updated' and batch.is_told) as given
    where contact.customer_id = given.customer_id and contact.id = given.contact_id`.execute(trx);
}

const factIds = sql`array_remove(array[
  case when given.from_on is not null then joined_fact_id end,
  case when given.left_on is not null then left_fact_id end], null)`;

/** The person's own fields are the same in every post that is still held; the last row of the file decides. */
async function spreadPersons(trx: Trx): Promise<void> {
  await sql`
    update contact set
      phone = coalesce(given.phone, contact.phone),
      wecom = coalesce(given.wecom, contact.wecom),
      birthday = coalesce(given.birthday, contact.birthday)
    from (
      select person_id, (array_agg(phone order by row_no desc) filter (where phone is not null))[1] as phone,
        (array_agg(wecom order by row_no desc) filter (where wecom is not null))[1] as wecom,
        (array_agg(birthday order by row_no desc) filter (where birthday is not null))[1] as birthday
      from contact_batch where change in ('created', 'updated') group by person_id) as given
    where contact.person_id = given.person_id and contact.left_at is null`.execute(trx);
}

async function tellPosts(trx: Trx, act: Act, options: RecordOptions): Promise<void> {
  const zone = await zoneOf(trx);
  const today = formatDay(localDay(act.at.getTime(), zone));
  const moment = (column: string) => sql`
    case when contact.${sql.ref(column)} < ${today}::date
      then (contact.${sql.ref(column)} + time '12:00') at time zone ${zone} else ${act.at}::timestamptz end`;
  const score = sql`coalesce((${JSON.stringify(contactRoleCodes)}::jsonb ->> contact.role)::smallint, 0::smallint)`;
  const told = sql`
    from contact_batch given
    join contact on contact.customer_id = given.customer_id and contact.id = given.contact_id
    where given.is_told and given.change <> 'unchanged'`;
  await openFactBatch(trx);
  await sql`
    insert into fact_batch (customer_id, kind, occurred_at, voids)
    select fact.customer_id, fact.kind, fact.occurred_at, fact.id
    from contact_batch given
    join fact on fact.customer_id = given.customer_id and fact.id = any(given.fact_ids_before)
    where given.is_told and given.change = 'updated'`.execute(trx);
  await sql`
    insert into fact_batch (customer_id, id, kind, occurred_at, score)
    select contact.customer_id, given.joined_fact_id, ${factKinds.contact_joined}::smallint, ${moment('from_on')},
      ${score}
    ${told} and contact.from_on is not null
    union all
    select contact.customer_id, given.left_fact_id, ${factKinds.contact_left}::smallint, ${moment('left_on')}, ${score}
    ${told} and contact.left_on is not null`.execute(trx);
  await recordFactBatch(trx, act, options);
}

async function bringConsents(trx: Trx, act: Act, options: RecordOptions): Promise<void> {
  const { rows } = await sql<{ customerId: number; contactId: string }>`
    select given.customer_id as "customerId", given.contact_id as "contactId" from contact_batch given
    where change = 'created' and left_on is null and person_id <> contact_id`.execute(trx);
  if (rows.length > 0) await copyConsents(trx, act, rows, options);
}

async function countChanges(trx: Trx): Promise<ChangeCounts> {
  const { rows } = await sql<ChangeCounts>`
    select count(*) filter (where change = 'created') as created,
      count(*) filter (where change = 'updated') as updated,
      count(*) filter (where change = 'unchanged') as unchanged
    from contact_batch`.execute(trx);
  return rows[0] ?? noChanges;
}
