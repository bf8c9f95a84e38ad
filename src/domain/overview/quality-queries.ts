import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Clock } from '../../kernel/act.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import { inScope } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import { referenceColumns } from './list-queries.ts';
import { readNaming } from './naming-queries.ts';
import {
  completenessOf,
  FLAW_KEYS,
  type Flaw,
  type FlawDetail,
  type OwnerFlaws,
  type OwnerQuality,
  sayFlaw,
  totalOf,
} from './quality.ts';
import { type ReferenceRow, referenceOf } from './reference.ts';
import { Remembered } from './remembered.ts';

/** What nobody has changed or confirmed for so long is old. */
const OUTDATED_MONTHS = 12;
/** An order rhythm is compared with the declared pattern once a customer has been one for a year. */
const COMPARED_AFTER_DAYS = 365;

const flawsKept = new Remembered<OwnerFlaws[]>();

export interface QualityWish {
  readonly scope: CustomerScope;
  readonly clock: Clock;
}

/** How good the data are: by flaw, and by owner the share of what ought to be known. Owners with most customers first. */
export async function quality(db: Db, { scope, clock }: QualityWish) {
  const given = await givenOf(db, clock);
  const question = JSON.stringify([scope, given]);
  const owners = await flawsKept.get(db, question, () => readOwnerFlaws(db, scope, given));
  const total = totalOf(owners);
  const { rows } = await sql<{ products: number }>`
    select count(*) as products from product where category_id is null`.execute(db);
  return {
    customers: total.customers,
    completeness: completenessOf({ owner: null, ...total }),
    flaws: total.flaws,
    products: rows[0]?.products ?? 0,
    owners: owners.map(
      (each): OwnerQuality => ({
        owner: each.owner,
        customers: each.customers,
        flaws: each.flaws,
        completeness: completenessOf(each),
      }),
    ),
  };
}

/** What the plan and the day decide. */
interface Given {
  readonly today: string;
  /** Tiers whose customers need a B role: all but the lowest. */
  readonly tiers: readonly string[];
}

async function givenOf(db: Db, clock: Clock): Promise<Given> {
  const naming = await readNaming(db);
  const today = formatDay(localDay(clock.now().getTime(), naming.timezone));
  return { today, tiers: naming.tiers.slice(0, -1).map(({ key }) => key) };
}

/**
 * Each flaw as a condition on `customer`, with `judgement`, `person` (its contacts taken together) and `term` (the terms
 * in force) beside it.
 */
function conditionsOf({ today, tiers }: Given): Record<Flaw, RawBuilder<boolean>> {
  return {
    no_owner: sql`customer.owner_a is null`,
    no_backup: sql`(customer.owner_b is null and coalesce(customer.tier, judgement.tier) = any(${tiers}::text[]))`,
    no_decider: sql`(customer.kind = 'company' and person.decider is not true)`,
    no_phone: sql`(customer.phone is null and person.phone is not true)`,
    no_region: sql`customer.region is null`,
    terms_differ: sql`(customer.terms is not null and term.kind is not null and (
      (term.kind = 'prepaid') <> (customer.terms ~* 'prepaid|预付|款到')
      or (term.kind <> 'prepaid' and substring(customer.terms from '[0-9]+')::numeric <> term.days)))`,
    pattern_differs: sql`(coalesce(customer.since, customer.created_at::date) <= ${today}::date - ${COMPARED_AFTER_DAYS}::integer
      and judgement.orders_year >= 1 and (
        (customer.pattern = 'monthly' and judgement.orders_year not between 5 and 40)
        or (customer.pattern = 'dealer' and judgement.orders_year < 7)
        or (customer.pattern = 'project' and judgement.orders_year > 60)))`,
    preference_refused: sql`exists (
      select from contact where contact.customer_id = customer.customer_id and contact.left_at is null
        and contact.preferred_channel is not null and (
          select not given from contact_consent consent
          where consent.customer_id = contact.customer_id and consent.contact_id = contact.id
            and consent.channel = contact.preferred_channel
          order by changed_at desc, consent.id desc limit 1))`,
    need_contradicted: sql`exists (${contradictedNeed(sql`1`, today)})`,
    unconfirmed: sql`(greatest(customer.updated_at, customer.confirmed_at, person.changed_at)
      < ${today}::date - make_interval(months => ${OUTDATED_MONTHS}))`,
    contact_left: sql`person.left_without_successor is true`,
    duplicate: sql`customer.customer_id in (
      select low_id from duplicate_candidate where dismissed_at is null
      union all select high_id from duplicate_candidate where dismissed_at is null)`,
  };
}

/** What sales noted as met and after-sales hears complaints of since. */
function contradictedNeed(columns: RawBuilder<unknown>, today: string) {
  return sql`
    select ${columns} from need join complaint on complaint.customer_id = need.customer_id
    where need.customer_id = customer.customer_id and need.state = 'met' and complaint.opened_at > need.state_at
      and complaint.opened_at >= ${today}::date - make_interval(months => ${OUTDATED_MONTHS})
      and (need.nature, complaint.nature) in
        (('product', 'quality'), ('technical', 'quality'), ('delivery', 'logistics'), ('service', 'service'),
         ('relation', 'service'), ('price', 'price'))`;
}

function sourceOf({ today }: Given) {
  return sql`
    from customer
    left join judgement on judgement.customer_id = customer.customer_id
    left join lateral (
      select bool_or(left_at is null and role in ('decider', 'buyer')) as decider,
        bool_or(left_at is null and phone is not null) as phone,
        bool_or(left_at is not null and successor_id is null and role in ('decider', 'buyer')
          and left_at >= ${today}::date - make_interval(months => ${OUTDATED_MONTHS})) as left_without_successor,
        max(greatest(created_at, left_at)) as changed_at
      from contact where contact.customer_id = customer.customer_id) person on true
    left join lateral (
      select kind, days from credit_term
      where credit_term.customer_id = customer.customer_id and approved_at is not null
        and starts_on <= ${today}::date and (ends_on is null or ends_on >= ${today}::date)
      order by starts_on desc, approved_at desc limit 1) term on true`;
}

async function readOwnerFlaws(db: Db, scope: CustomerScope, given: Given): Promise<OwnerFlaws[]> {
  const conditions = conditionsOf(given);
  const counts = FLAW_KEYS.map((key) => sql`${key}::text, count(*) filter (where ${conditions[key]})`);
  const { rows } = await sql<OwnerFlaws>`
    select (select json_build_object('id', member.id, 'name', member.name) from member where member.id = customer.owner_a)
        as owner,
      count(*) as customers,
      count(*) filter (where coalesce(customer.tier, judgement.tier) = any(${given.tiers}::text[])) as "needBackup",
      count(*) filter (where customer.kind = 'company') as companies,
      json_build_object(${sql.join(counts)}) as flaws
    ${sourceOf(given)}
    where ${inScope(scope)}
    group by customer.owner_a
    order by customers desc`.execute(db);
  return rows;
}

/** Shown beside the customer: what everybody ought to know of it, and nobody does. */
const MISSING = ['no_owner', 'no_backup', 'no_decider', 'no_phone', 'no_region', 'contact_left'] as const;

/** What is missing of one customer. */
export async function missingOf(db: Db, clock: Clock, customerId: number): Promise<(typeof MISSING)[number][]> {
  const given = await givenOf(db, clock);
  const conditions = conditionsOf(given);
  const each = MISSING.map((flaw) => sql`case when ${conditions[flaw]} then ${flaw}::text end`);
  const { rows } = await sql<{ missing: (typeof MISSING)[number][] }>`
    select array_remove(array[${sql.join(each)}], null) as missing
    ${sourceOf(given)} where customer.customer_id = ${customerId}`.execute(db);
  return rows[0]?.missing ?? [];
}

export interface FlawedWish extends QualityWish {
  readonly flaw: Flaw;
  /** Only customers of this owner; `none`: of nobody. */
  readonly owner?: string;
  readonly limit: number;
  readonly offset: number;
}

interface FlawedRow extends ReferenceRow, FlawDetail {
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly version: number;
  readonly region: string | null;
  readonly amountYear: number;
}

/** The customers with one flaw, those that buy most first, with both sides of what contradicts itself. */
export async function flawedCustomers(db: Db, wish: FlawedWish) {
  const given = await givenOf(db, wish.clock);
  const naming = await readNaming(db);
  const owner = wish.owner === undefined ? sql`true` : ownedBy(wish.owner);
  const chosen = sql`${sourceOf(given)} where ${inScope(wish.scope)} and ${owner} and ${conditionsOf(given)[wish.flaw]}`;
  const { rows } = await sql<FlawedRow>`
    select ${referenceColumns}, customer.version, customer.region, customer.terms, customer.pattern,
      coalesce(judgement.amount_year, 0) as "amountYear", coalesce(judgement.orders_year, 0) as "ordersYear",
      term.kind as "termKind", term.days as "termDays",
      (select json_build_object('id', member.id, 'name', member.name) from member where member.id = customer.owner_a)
        as owner,
      (select name from contact where contact.customer_id = customer.customer_id and left_at is not null
        and successor_id is null and role in ('decider', 'buyer') order by left_at desc limit 1) as "leftName",
      (select preferred_channel from contact where contact.customer_id = customer.customer_id and left_at is null
        and preferred_channel is not null order by created_at limit 1) as preference,
      said.need, said.complaint
    ${sourceOf(given)}
    left join lateral (${contradictedNeed(sql`left(need.text, 60) as need, left(complaint.summary, 60) as complaint`, given.today)}
      limit 1) said on true
    where ${inScope(wish.scope)} and ${owner} and ${conditionsOf(given)[wish.flaw]}
    order by judgement.amount_year desc nulls last, customer.customer_id
    limit ${wish.limit} offset ${wish.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`select count(*) as total ${chosen}`.execute(db);
  return {
    items: rows.map((row) => {
      const { owner, version, region, terms, pattern, amountYear } = row;
      const detail = sayFlaw(wish.flaw, row);
      return { customer: referenceOf(naming, row), owner, version, region, terms, pattern, amountYear, detail };
    }),
    total: counts[0]?.total ?? 0,
  };
}

function ownedBy(owner: string) {
  return owner === 'none' ? sql`customer.owner_a is null` : sql`customer.owner_a = ${owner}::uuid`;
}
