import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { HOUR_MS } from '../../kernel/time.ts';
import { record as recordAudit } from '../audit/audit.ts';
import type { CustomerScope } from '../team/team.ts';
import { inScope } from './customers.ts';
import { readLikenesses } from './duplicate-queries.ts';
import { type BookLikeness, CANDIDATE_SCORE, type CandidatePair, groupsOf, resemblance } from './duplicates.ts';

/** What more customers than this share tells nobody apart: a market's address, a bookkeeper's phone. */
const SHARING_MAX = 30;
/** More changed customers than this are found sooner by looking through the whole book. */
const CHANGED_MAX = 2_000;
const LIKENESSES_PER_QUERY = 10_000;
const PAIRS_PER_STATEMENT_MAX = 5_000;
/** What a person types in an hour; each pause in typing asks once. */
const CHECKS_PER_HOUR_MAX = 600;
/** One look at a time: the second waits and then sees what the first found. */
const FINDING_LOCK = 7_205_762;

export interface Found {
  readonly customers: number;
  readonly pairs: number;
  readonly groups: number;
}

/**
 * Looks for duplicates in the whole book, or around some customers, and keeps what it found for people to decide.
 * A dismissed pair stays dismissed; what no longer looks alike leaves the list.
 */
export async function findDuplicates(db: Db, act: Act, customerIds: readonly number[] | null = null): Promise<Found> {
  const some = customerIds === null || customerIds.length > CHANGED_MAX ? null : customerIds;
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${FINDING_LOCK})`.execute(trx);
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`set local work_mem = '96MB'`.execute(trx);
    const customers = some === null ? await pairWholeBook(trx) : await pairAround(trx, some);
    const pairs = await resemblingPairs(trx);
    await keepPairs(trx, act, pairs, some);
    const groups = await regroup(trx);
    if (some === null) await keepRun(trx, act, { customers, pairs: pairs.length, groups });
    return { customers, pairs: pairs.length, groups };
  });
}

async function openPairTable(trx: Trx): Promise<void> {
  await sql`create temp table if not exists duplicate_pair (low_id bigint, high_id bigint) on commit drop`.execute(trx);
  await sql`truncate duplicate_pair`.execute(trx);
}

/** Spellings become numbers, numbers that few share become pairs: two passes over the book and no comparison of all with all. */
async function pairWholeBook(trx: Trx): Promise<number> {
  await openPairTable(trx);
  await sql`
    create temp table duplicate_key on commit drop as
    select customer_id, hashtextextended(given.key, given.scheme) as key
    from customer cross join lateral (
      select case when kind = 'company' then duplicate_name(name) end as core offset 0) spelled
    cross join lateral (values
      (1, spelled.core),
      (1, case when kind = 'company' and short_name is not null then duplicate_name(short_name) end),
      (2, spelled.core || coalesce(duplicate_place(name), city, '')),
      (3, case when kind = 'company' then nullif(split_part(pinyin, ' ', 1), '') end),
      (4, duplicate_phone(phone)), (5, duplicate_tax_number(tax_number)), (6, duplicate_address(address))
    ) as given (scheme, key) where given.key is not null
    union all
    select customer_id, hashtextextended(duplicate_phone(phone), 4) from contact
    where duplicate_phone(phone) is not null and left_at is null
    union all
    select customer_id, hashtextextended(key, 7) from customer_identity
    where key in (select key from customer_identity where scheme <> 'public' group by key having count(distinct customer_id) > 1)`.execute(
    trx,
  );
  await sql`
    insert into duplicate_pair (low_id, high_id)
    select distinct low.customer_id, high.customer_id
    from (select key from duplicate_key group by key having count(*) between 2 and ${SHARING_MAX}) shared
    join duplicate_key low using (key) join duplicate_key high using (key)
    where low.customer_id < high.customer_id`.execute(trx);
  const { rows } = await sql<{ count: number }>`select count(*) as count from customer`.execute(trx);
  return Number(rows[0]?.count ?? 0);
}

/** The same by the indexes of migration 0014, for a few customers. */
async function pairAround(trx: Trx, customerIds: readonly number[]): Promise<number> {
  await openPairTable(trx);
  await sql`
    insert into duplicate_pair (low_id, high_id)
    select distinct least(me.customer_id, other.customer_id), greatest(me.customer_id, other.customer_id)
    from (select * from customer where customer_id = any(${customerIds}::bigint[])) me
    cross join lateral (
      (select customer_id from customer where duplicate_name(name) = duplicate_name(me.name) and me.kind = 'company'
        limit ${SHARING_MAX})
      union all
      (select customer_id from customer where short_name is not null and me.kind = 'company'
        and duplicate_name(short_name) in (duplicate_name(me.name), duplicate_name(me.short_name)) limit ${SHARING_MAX})
      union all
      (select customer_id from customer where duplicate_name(name) = duplicate_name(me.short_name) limit ${SHARING_MAX})
      union all
      (select customer_id from customer where tax_number is not null
        and duplicate_tax_number(tax_number) = duplicate_tax_number(me.tax_number) limit ${SHARING_MAX})
      union all
      (select customer_id from customer where address is not null
        and duplicate_address(address) = duplicate_address(me.address) limit ${SHARING_MAX})
      union all
      (select sharing.customer_id from (
          select duplicate_phone(me.phone) as phone
          union select duplicate_phone(phone) from contact where contact.customer_id = me.customer_id and left_at is null
        ) mine cross join lateral (
          select customer_id from customer where phone is not null and duplicate_phone(phone) = mine.phone
          union all
          select customer_id from contact where phone is not null and duplicate_phone(phone) = mine.phone
            and left_at is null limit ${SHARING_MAX}) sharing)
      union all
      (select other.customer_id from customer_identity own join customer_identity other
          on other.key = own.key and other.scheme <> own.scheme
        where own.customer_id = me.customer_id and own.scheme <> 'public' limit ${SHARING_MAX})
    ) other
    where other.customer_id <> me.customer_id`.execute(trx);
  return customerIds.length;
}

async function resemblingPairs(trx: Trx): Promise<CandidatePair[]> {
  const { rows } = await sql<{ lowId: number; highId: number }>`
    select low_id as "lowId", high_id as "highId" from duplicate_pair`.execute(trx);
  const ids = [...new Set(rows.flatMap(({ lowId, highId }) => [lowId, highId]))];
  const known = new Map<number, BookLikeness>();
  for (let start = 0; start < ids.length; start += LIKENESSES_PER_QUERY) {
    for (const each of await readLikenesses(trx, ids.slice(start, start + LIKENESSES_PER_QUERY))) {
      known.set(each.customerId, each);
    }
  }
  return rows.flatMap(({ lowId, highId }) => {
    const [low, high] = [known.get(lowId), known.get(highId)];
    if (low === undefined || high === undefined) return [];
    const { score, reasons } = resemblance(low, high);
    return score >= CANDIDATE_SCORE ? [{ lowId, highId, score, reasons }] : [];
  });
}

/** Replaces the undecided pairs of these customers, or all of them. */
async function keepPairs(
  trx: Trx,
  act: Act,
  pairs: readonly CandidatePair[],
  customerIds: readonly number[] | null,
): Promise<void> {
  await sql`
    delete from duplicate_candidate where dismissed_at is null and (${customerIds}::bigint[] is null
      or low_id = any(${customerIds}::bigint[]) or high_id = any(${customerIds}::bigint[]))`.execute(trx);
  for (let start = 0; start < pairs.length; start += PAIRS_PER_STATEMENT_MAX) {
    const some = pairs.slice(start, start + PAIRS_PER_STATEMENT_MAX);
    await sql`
      insert into duplicate_candidate (low_id, high_id, group_id, score, reasons, found_at)
      select low_id, high_id, gen_random_uuid(), score, string_to_array(reasons, ' '), ${act.at}
      from unnest(${some.map(({ lowId }) => lowId)}::bigint[], ${some.map(({ highId }) => highId)}::bigint[],
        ${some.map(({ score }) => score)}::smallint[], ${some.map(({ reasons }) => reasons.join(' '))}::text[])
        as given (low_id, high_id, score, reasons)
      on conflict do nothing`.execute(trx);
  }
}

/**
 * Puts all undecided pairs into their groups; the same customers are the same group whenever it is found: its id is a
 * uuid of version 8, made of their numbers.
 */
async function regroup(trx: Trx): Promise<number> {
  const { rows } = await sql<{ lowId: number; highId: number; score: number }>`
    select low_id as "lowId", high_id as "highId", score from duplicate_candidate where dismissed_at is null
    order by score desc, low_id, high_id`.execute(trx);
  const groups = groupsOf(rows);
  const members = rows.map(({ lowId }) => (groups.get(lowId) ?? [lowId]).join(' '));
  await sql`
    update duplicate_candidate set group_id = given.group_id
    from (select low_id, high_id,
        overlay(overlay(md5(members) placing '8' from 13) placing '8' from 17)::uuid as group_id from unnest(${rows.map(({ lowId }) => lowId)}::bigint[], ${rows.map(({ highId }) => highId)}::bigint[],
      ${members}::text[]) as told (low_id, high_id, members)) given
    where duplicate_candidate.low_id = given.low_id and duplicate_candidate.high_id = given.high_id
      and duplicate_candidate.group_id <> given.group_id`.execute(trx);
  return new Set(members).size;
}

async function keepRun(trx: Trx, act: Act, { customers, pairs, groups }: Found): Promise<void> {
  await sql`
    insert into duplicate_run (id, started_at, finished_at, customers, pairs, groups)
    values (${newId(act.at)}, ${act.at}, ${act.clock.now()}, ${customers}, ${pairs}, ${groups})`.execute(trx);
}

/** These are not the same customer: the group's pairs leave the list for ever. Throws `duplicate_group_unknown`. */
export async function dismissDuplicates(
  trx: Trx,
  act: Act,
  given: { readonly groupId: string; readonly reason: string; readonly scope: CustomerScope },
): Promise<void> {
  const { rows } = await sql<{ lowId: number }>`
    update duplicate_candidate
    set dismissed_at = ${act.at}, dismissed_by = ${act.memberId}::uuid, dismissed_because = ${given.reason}
    where group_id = ${given.groupId}::uuid and dismissed_at is null and not exists (
      select from customer where customer.customer_id in (low_id, high_id) and not ${inScope(given.scope)})
    returning low_id as "lowId"`.execute(trx);
  if (rows.length === 0) throw new AppError('duplicate_group_unknown');
  const details = { pairs: rows.length };
  await recordAudit(trx, act, { action: 'dismissed', subject: 'duplicates', subjectId: given.groupId, details });
}

/** A customer that is merged away is nobody's duplicate any more. */
export async function dropCandidates(trx: Trx, customerId: number): Promise<void> {
  await sql`
    delete from duplicate_candidate
    where (low_id = ${customerId} or high_id = ${customerId}) and dismissed_at is null`.execute(trx);
}

/** Two customers were held for one and are not: they are not proposed again. */
export async function rejectCandidate(
  trx: Trx,
  act: Act,
  customerIds: readonly [number, number],
  reason: string,
): Promise<void> {
  await sql`
    insert into duplicate_candidate (low_id, high_id, group_id, score, reasons, found_at, dismissed_at, dismissed_by,
      dismissed_because)
    values (${Math.min(...customerIds)}, ${Math.max(...customerIds)}, gen_random_uuid(), 0, '{}', ${act.at}, ${act.at},
      ${act.memberId}::uuid, ${reason})
    on conflict (low_id, high_id) do update
    set dismissed_at = excluded.dismissed_at, dismissed_by = excluded.dismissed_by,
      dismissed_because = excluded.dismissed_because`.execute(trx);
}

/**
 * Somebody asked whether a customer is known already; how often is kept, what was typed is not. Whoever types customers
 * in never asks so often as one who tries numbers out: throws `too_many_requests`.
 */
export async function recordCheck(trx: Trx, act: Act, found: number): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from audit_entry
    where member_id = ${act.memberId}::uuid and action = 'checked' and subject = 'duplicates'
      and at > ${new Date(act.at.getTime() - HOUR_MS)}`.execute(trx);
  if (Number(rows[0]?.count) >= CHECKS_PER_HOUR_MAX)
    throw new AppError('too_many_requests', { seconds: HOUR_MS / 1000 });
  await recordAudit(trx, act, { action: 'checked', subject: 'duplicates', details: { found } });
}

/** The customers that changed since the book was last looked through. */
export async function changedSinceLastRun(db: Db): Promise<number[] | null> {
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from customer
    where updated_at >= coalesce((select max(started_at) from duplicate_run), '-infinity')
    limit ${CHANGED_MAX + 1}`.execute(db);
  return rows.length > CHANGED_MAX ? null : rows.map(({ customerId }) => customerId);
}
