import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { assert } from '../../kernel/errors.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import type { CustomerScope } from '../team/team.ts';
import { factKinds } from '../timeline/timeline.ts';
import { maskPhone } from './contact.ts';
import type { CustomerKind, Person } from './customer.ts';
import { inScope } from './customers.ts';
import {
  type BookLikeness,
  type DuplicateReason,
  ENTRY_SCORE,
  type Likeness,
  type Resemblance,
  resemblance,
} from './duplicates.ts';

/** Of what somebody types, so many customers are compared, and so many shown. */
const COMPARED_MAX = 200;
const SHOWN_MAX = 10;

const phonesOf = sql`
  array(select duplicate_phone(phone) from contact
      where contact.customer_id = customer.customer_id and duplicate_phone(phone) is not null and left_at is null)
    || case when duplicate_phone(customer.phone) is not null then array[duplicate_phone(customer.phone)] else '{}' end`;

/** Customers as they are compared, in no order. */
export async function readLikenesses(db: Db, customerIds: readonly number[]): Promise<BookLikeness[]> {
  const { rows } = await sql<BookLikeness>`
    select customer.customer_id as "customerId", kind, name, duplicate_name(name) as core,
      duplicate_name(short_name) as "shortCore", nullif(split_part(pinyin, ' ', 1), '') as sound,
      coalesce(duplicate_place(name), nullif(regexp_replace(city, '市$', ''), '')) as place,
      duplicate_tax_number(tax_number) as "taxNumber", duplicate_address(address) as address,
      ${phonesOf} as phones, group_id as "groupId",
      array(select scheme || ' ' || key from customer_identity
        where customer_identity.customer_id = customer.customer_id and scheme <> 'public') as externals
    from customer where customer.customer_id = any(${customerIds}::bigint[])`.execute(db);
  return rows;
}

/** A customer as somebody types it, before it is one. */
export interface TypedCustomer {
  readonly kind?: CustomerKind;
  readonly name?: string;
  readonly phone?: string;
  readonly taxNumber?: string;
  readonly address?: string;
}

/** A customer that what was typed may mean. Outside the asker's scope it says whose it is and nothing else. */
export type KnownCustomer =
  | {
      readonly reach: 'own';
      readonly publicId: string;
      readonly name: string;
      readonly owner: Person | null;
      readonly score: number;
      readonly reasons: readonly DuplicateReason[];
    }
  | { readonly reach: 'other'; readonly ownerName: string | null };

/** Who in the book looks like what somebody types, the likeliest first. */
export async function customersLike(db: Db, typed: TypedCustomer, scope: CustomerScope): Promise<KnownCustomer[]> {
  const wanted = await likenessOf(db, typed);
  const known = await readLikenesses(db, await customersSharing(db, wanted));
  const close = known
    .map((each) => ({ customerId: each.customerId, ...resemblance(wanted, each) }))
    .filter(({ score }) => score >= ENTRY_SCORE)
    .sort((one, other) => other.score - one.score)
    .slice(0, SHOWN_MAX);
  return tellKnown(db, close, scope);
}

async function likenessOf(db: Db, { kind = 'company', ...typed }: TypedCustomer): Promise<Likeness> {
  const { rows } = await sql<Omit<Likeness, 'phones'> & { phone: string | null }>`
    select ${kind} as kind, ${typed.name ?? ''} as name, duplicate_name(${typed.name ?? null}::text) as core,
      null as "shortCore", null as sound, duplicate_place(${typed.name ?? null}::text) as place,
      duplicate_tax_number(${typed.taxNumber ?? null}::text) as "taxNumber",
      duplicate_address(${typed.address ?? null}::text) as address, duplicate_phone(${typed.phone ?? null}::text) as phone,
      null as "groupId", '{}'::text[] as externals`.execute(db);
  const [row] = rows;
  assert(row !== undefined, 'a query without a table answers one row');
  const { phone, ...rest } = row;
  return { ...rest, phones: phone === null ? [] : [phone] };
}

/** By the indexes of migration 0014: whoever shares a spelling with what is wanted. */
async function customersSharing(db: Db, { core, taxNumber, address, phones }: Likeness): Promise<number[]> {
  const same = (expression: RawBuilder<unknown>, value: string | null) =>
    sql`(select customer_id from customer where ${expression} = ${value} limit ${COMPARED_MAX})`;
  const [phone = null] = phones;
  const { rows } = await sql<{ customerId: number }>`
    select distinct customer_id as "customerId" from (
      ${same(sql`duplicate_name(name)`, core)}
      union all ${same(sql`duplicate_tax_number(tax_number)`, taxNumber)}
      union all ${same(sql`duplicate_address(address)`, address)}
      union all ${same(sql`duplicate_phone(phone)`, phone)}
      union all (select customer_id from customer
        where short_name is not null and duplicate_name(short_name) = ${core} limit ${COMPARED_MAX})
      union all (select customer_id from contact where duplicate_phone(phone) = ${phone} limit ${COMPARED_MAX})
    ) as sharing limit ${COMPARED_MAX}`.execute(db);
  return rows.map(({ customerId }) => customerId);
}

async function tellKnown(
  db: Db,
  close: readonly (Resemblance & { customerId: number })[],
  scope: CustomerScope,
): Promise<KnownCustomer[]> {
  const { rows } = await sql<{
    customerId: number;
    publicId: string;
    name: string;
    reached: boolean;
    owner: Person | null;
  }>`
    select customer_id as "customerId", public_id as "publicId", customer.name, ${inScope(scope)} as reached,
      (select jsonb_build_object('id', id, 'name', name) from member where id = owner_a) as owner
    from customer where customer_id = any(${close.map(({ customerId }) => customerId)}::bigint[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.customerId, row]));
  return close.flatMap(({ customerId, score, reasons }): KnownCustomer[] => {
    const row = byId.get(customerId);
    if (row === undefined) return [];
    if (!row.reached) return [{ reach: 'other', ownerName: row.owner?.name ?? null }];
    return [{ reach: 'own', publicId: row.publicId, name: row.name, owner: row.owner, score, reasons }];
  });
}

/** One customer of a group of duplicates, for comparing them side by side. */
export interface DuplicateMember {
  readonly publicId: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly city: string | null;
  readonly group: string | null;
  readonly taxNumber: string | null;
  readonly address: string | null;
  readonly phoneMasked: string | null;
  readonly externalIds: readonly string[];
  readonly owner: Person | null;
  readonly contacts: number;
  readonly orders: number;
  readonly lastOrderAt: Date | null;
  readonly createdAt: Date;
}

export interface DuplicateGroup {
  readonly id: string;
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
  readonly foundAt: Date;
  /** Whoever has the most orders first: the one that is proposed to stay. */
  readonly members: readonly DuplicateMember[];
}

/** Open groups whose customers all lie in the scope, the likeliest first. */
export async function listDuplicates(db: Db, scope: CustomerScope, page: PageQuery): Promise<Page<DuplicateGroup>> {
  const open = sql`
    from duplicate_candidate where dismissed_at is null and not exists (
      select from customer where customer.customer_id in (low_id, high_id) and not ${inScope(scope)})
    group by group_id`;
  const { rows } = await sql<Omit<DuplicateGroup, 'members'> & { ids: number[] }>`
    select group_id as id, max(score) as score, min(found_at) as "foundAt",
      jsonb_agg(to_jsonb(reasons) order by score desc, low_id) -> 0 as reasons,
      array_agg(low_id) || array_agg(high_id) as ids
    ${open} order by max(score) desc, group_id limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from (select group_id ${open}) as grouped`.execute(db);
  const members = await readMembers(db, [...new Set(rows.flatMap(({ ids }) => ids.map(Number)))]);
  const items = rows.map(({ ids, ...group }) => ({
    ...group,
    members: [...new Set(ids.map(Number))]
      .flatMap((id) => members.get(id) ?? [])
      .sort((one, other) => other.orders - one.orders),
  }));
  return { items, total: Number(counts[0]?.total ?? 0) };
}

async function readMembers(db: Db, customerIds: readonly number[]): Promise<Map<number, DuplicateMember>> {
  const { rows } = await sql<Omit<DuplicateMember, 'phoneMasked'> & { customerId: number; phone: string | null }>`
    select customer.customer_id as "customerId", public_id as "publicId", customer.name, short_name as "shortName", city,
      customer_group.name as "group", tax_number as "taxNumber", address, phone, customer.created_at as "createdAt",
      (select jsonb_build_object('id', id, 'name', name) from member where id = owner_a) as owner,
      array(select key from customer_identity
        where customer_identity.customer_id = customer.customer_id and scheme <> 'public' order by key) as "externalIds",
      (select count(*) from contact where contact.customer_id = customer.customer_id and left_at is null) as contacts,
      coalesce(told.orders, 0) as orders, told.last as "lastOrderAt"
    from customer left join customer_group on customer_group.id = customer.group_id
    left join lateral (
      select count(*) as orders, max(occurred_at) as last from fact
      where fact.customer_id = customer.customer_id and kind = ${factKinds.order} and voids is null and not exists (
        select from fact voiding where voiding.customer_id = fact.customer_id and voiding.voids = fact.id)
    ) told on true
    where customer.customer_id = any(${customerIds}::bigint[])`.execute(db);
  return new Map(
    rows.map(({ customerId, phone, contacts, orders, ...row }) => [
      customerId,
      {
        ...row,
        contacts: Number(contacts),
        orders: Number(orders),
        phoneMasked: phone === null ? null : maskPhone(phone),
      },
    ]),
  );
}

/** When the book was last looked through, and what that found. */
export interface DuplicateRun {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly customers: number;
  readonly groups: number;
}

/** The newest look through the book; null when there was none. */
export async function lastDuplicateRun(db: Db): Promise<DuplicateRun | null> {
  const { rows } = await sql<DuplicateRun>`
    select started_at as "startedAt", finished_at as "finishedAt", customers, groups
    from duplicate_run order by started_at desc limit 1`.execute(db);
  return rows[0] ?? null;
}
