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
  await sql`
    update customer_batch set customer_id = nextval('customer_number'), public_id = gen_random_uuid(), change = 'created'
    where customer_id is null`.execute(trx);
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
}

/** A contact is known by its name among those who have not left; a phone without a name is the customer's own. */
async function compareContacts(trx: Trx): Promise<void> {
  await sql`
    update customer_batch set contact_name = coalesce(contact_name, name)
    where contact_name is null and coalesce(contact_phone, contact_email) is not null`.execute(trx);
  await sql`
    update customer_batch given set contact_id = contact.id, contact_change = case
      when coalesce(given.contact_post, contact.post) is not distinct from contact.post
        and coalesce(given.contact_role, contact.role) is not distinct from contact.role
        and coalesce(given.contact_phone, contact.phone) is not distinct from contact.phone
        and coalesce(given.contact_email, contact.email) is not distinct from contact.email
      then null else 'updated' end
    from contact
    where contact.customer_id = given.customer_id and contact.name = given.contact_name and contact.left_at is null`.execute(
    trx,
  );
  await sql`
    update customer_batch set contact_id = gen_random_uuid(), contact_change = 'created'
    where contact_id is null and contact_name is not null`.execute(trx);
}
