import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import { type Trace, traceCreated } from '../../database/trace.ts';
import type { Act } from '../../kernel/act.ts';

/** Finds the customers and groups that the rows of `customer_batch` mean, and gives numbers to new ones. */
export async function matchBatch(trx: Trx, act: Act, trace: Trace | undefined): Promise<void> {
  await sql`analyze customer_batch`.execute(trx);
  const { rows: groups } = await sql<{ id: string }>`
    insert into customer_group (id, name, created_at)
    select gen_random_uuid(), name, ${act.at} from (
      select distinct group_name as name from customer_batch where group_name is not null) as given
    on conflict (name) do nothing returning id`.execute(trx);
  const made = sql`select unnest(${groups.map((group) => group.id)}::uuid[]) as id`;
  await traceCreated(trx, trace, { table: 'customer_group', key: ['id'], rows: made });
  await sql`
    update customer_batch set group_id = customer_group.id
    from customer_group where customer_group.name = customer_batch.group_name`.execute(trx);
  await sql`
    update customer_batch set customer_id = identity.customer_id, public_id = customer.public_id
    from customer_identity identity join customer on customer.customer_id = identity.customer_id
    where identity.key = customer_batch.external_id and identity.scheme = customer_batch.scheme`.execute(trx);
  await keepToGaps(trx);
  await sql`
    update customer_batch set customer_id = nextval('customer_number'), public_id = gen_random_uuid(), change = 'created'
    where customer_id is null`.execute(trx);
}

/**
 * A file goes on naming customers that were merged away: such a row fills what the survivor lacks and changes nothing, so
 * that every night leaves the survivor as it was made.
 */
async function keepToGaps(trx: Trx): Promise<void> {
  await sql`
    update customer_batch given set is_of_merged = true, kind = null, name = null,
      contact_name = coalesce(given.contact_name, case when coalesce(given.contact_phone, given.contact_email) is not null then given.name end),
      short_name = case when customer.short_name is null then given.short_name end,
      group_id = case when customer.group_id is null then given.group_id end,
      industry = case when customer.industry is null then given.industry end,
      region = case when customer.region is null then given.region end,
      city = case when customer.city is null then given.city end,
      country = case when customer.country is null then given.country end,
      since = case when customer.since is null then given.since end,
      pattern = case when customer.pattern is null then given.pattern end,
      terms = case when customer.terms is null then given.terms end,
      tax_number = case when customer.tax_number is null then given.tax_number end,
      address = case when customer.address is null then given.address end,
      phone = case when customer.phone is null then given.phone end,
      owner_a = case when customer.owner_a is null then given.owner_a end,
      owner_b = case when customer.owner_b is null then given.owner_b end
    from customer
    where customer.customer_id = given.customer_id and exists (
      select from customer_merge merge
      where merge.survivor_id = given.customer_id and merge.undone_at is null
        and merge.identities @> jsonb_build_array(jsonb_build_array(given.external_id, given.scheme)))`.execute(trx);
}

/** Fills what each row changes: attributes, owners, tags, its contact; and from these its `change`. */
export async function compareBatch(trx: Trx): Promise<void> {
  await compareAttributes(trx);
  await compareOwners(trx);
  await compareTags(trx);
  await compareContacts(trx);
  await sql`
    update customer_batch set change = case
      when attributes = '{}' and not owner_a_changed and not owner_b_changed and tags_new = '{}'
        and contact_change is null then 'unchanged' else 'updated' end
    where change is null`.execute(trx);
}

/** The numbers are `attributeCodes` of customer.ts. */
async function compareAttributes(trx: Trx): Promise<void> {
  await sql`
    update customer_batch given set attributes = array(
      select code from (values
        (1, given.kind <> customer.kind),
        (2, given.name <> customer.name),
        (3, given.short_name is distinct from customer.short_name and given.short_name is not null),
        (4, given.group_id is distinct from customer.group_id and given.group_id is not null),
        (5, given.industry is distinct from customer.industry and given.industry is not null),
        (6, given.region is distinct from customer.region and given.region is not null),
        (7, given.city is distinct from customer.city and given.city is not null),
        (8, given.country is distinct from customer.country and given.country is not null),
        (9, given.since is distinct from customer.since and given.since is not null),
        (10, given.pattern is distinct from customer.pattern and given.pattern is not null),
        (11, given.terms is distinct from customer.terms and given.terms is not null),
        (13, given.tax_number is distinct from customer.tax_number and given.tax_number is not null),
        (14, given.address is distinct from customer.address and given.address is not null),
        (15, given.phone is distinct from customer.phone and given.phone is not null)
      ) as attribute (code, differs) where differs)
    from customer where customer.customer_id = given.customer_id`.execute(trx);
}

async function compareOwners(trx: Trx): Promise<void> {
  await sql`
    update customer_batch given set
      owner_a_from = customer.owner_a,
      owner_b_from = customer.owner_b,
      owner_a_changed = given.owner_a is not null and given.owner_a is distinct from customer.owner_a,
      owner_b_changed = given.owner_b is not null and given.owner_b is distinct from customer.owner_b
    from customer where customer.customer_id = given.customer_id`.execute(trx);
  await sql`
    update customer_batch set owner_a_changed = owner_a is not null, owner_b_changed = owner_b is not null
    where change = 'created'`.execute(trx);
}

async function compareTags(trx: Trx): Promise<void> {
  await sql`
    update customer_batch given set tags_new = array(
      select distinct trim(tag.tag) from unnest(given.tags) as tag (tag)
      where trim(tag.tag) <> '' and not exists (
        select from customer_tag
        where customer_tag.customer_id = given.customer_id and customer_tag.tag = trim(tag.tag))
      order by 1)
    where tags is not null`.execute(trx);
  // Rows of customers that became one may both bring a tag: it is put on once.
  await sql`
    update customer_batch given set tags_new = array(
      select tag from unnest(given.tags_new) as tag
      where not exists (
        select from customer_batch earlier
        where earlier.customer_id = given.customer_id and earlier.row_no < given.row_no and tag = any(earlier.tags_new))
      order by 1)
    where given.customer_id in (select customer_id from customer_batch group by customer_id having count(*) > 1)`.execute(
    trx,
  );
}

/** A contact is known by its name among those who have not left; a phone without a name is the customer's own. */
async function compareContacts(trx: Trx): Promise<void> {
  await sql`
    update customer_batch set contact_name = coalesce(contact_name, name)
    where contact_name is null and coalesce(contact_phone, contact_email) is not null`.execute(trx);
  await sql`
    update customer_batch given set contact_id = known.id, contact_change = case
      when given.is_of_merged or coalesce(given.contact_post, known.post) is not distinct from known.post
        and coalesce(given.contact_role, known.role) is not distinct from known.role
        and coalesce(given.contact_phone, known.phone) is not distinct from known.phone
        and coalesce(given.contact_email, known.email) is not distinct from known.email
      then null else 'updated' end
    from (
      select row_no, found.* from customer_batch wanted cross join lateral (
        select * from contact
        where contact.customer_id = wanted.customer_id and contact.name = wanted.contact_name and contact.left_at is null
        order by contact.phone is not distinct from wanted.contact_phone desc, contact.created_at, contact.id limit 1) as found
    ) as known
    where known.row_no = given.row_no`.execute(trx);
  await sql`
    update customer_batch set contact_id = gen_random_uuid(), contact_change = 'created'
    where contact_id is null and contact_name is not null`.execute(trx);
}
