import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { inScope } from '../customers/customers.ts';
import { findActivePlan } from '../plans/plans.ts';
import type { CustomerScope } from '../team/team.ts';
import { groupHealth, insideOf } from './group.ts';
import { referenceColumns } from './list-queries.ts';
import { readNaming } from './naming-queries.ts';
import { type ReferenceRow, referenceOf } from './reference.ts';

const GROUPS_MAX = 2_000;
/** So many customers of groups are added up, the largest first. */
const CHILDREN_MAX = 50_000;
/** Before a plan says it. */
const THRESHOLDS_DEFAULT = { green: 70, yellow: 40 };

interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  /** Customers right in it, in reach or not. */
  readonly customers: number;
}

interface ChildRow extends ReferenceRow {
  readonly groupId: string;
  readonly amountYear: number;
}

/** Every group with all that lies below it, as far as the scope reaches: the largest sum first. */
export async function groupSums(db: Db, scope: CustomerScope) {
  const { rows: groups } = await sql<GroupRow>`
    select id, name, parent_id as "parentId",
      (select count(*) from customer where customer.group_id = customer_group.id) as customers
    from customer_group order by name limit ${GROUPS_MAX}`.execute(db);
  const naming = await readNaming(db);
  const thresholds = (await findActivePlan(db))?.plan.health ?? THRESHOLDS_DEFAULT;
  const children = (await readChildren(db, scope)).map((row) => ({
    groupId: row.groupId,
    customer: referenceOf(naming, row),
    amountYear: row.amountYear,
  }));
  const items = groups.map(({ id, name, parentId }) => {
    const inside = insideOf(groups, id);
    const own = children.filter(({ groupId }) => inside.has(groupId));
    const all = groups.filter((group) => inside.has(group.id)).reduce((sum, { customers }) => sum + customers, 0);
    const { colour, score } = groupHealth(own, thresholds);
    const amountYear = own.reduce((sum, child) => sum + child.amountYear, 0);
    const parent = groups.find((group) => group.id === parentId)?.name ?? null;
    const counts = { groups: inside.size - 1, customers: own.length, outside: all - own.length };
    return { group: { id, name }, parent, ...counts, amountYear, colour, score };
  });
  return items.toSorted((one, other) => other.amountYear - one.amountYear);
}

async function readChildren(db: Db, scope: CustomerScope): Promise<ChildRow[]> {
  const { rows } = await sql<ChildRow>`
    select ${referenceColumns}, customer.group_id as "groupId", coalesce(judgement.amount_year, 0) as "amountYear"
    from customer left join judgement on judgement.customer_id = customer.customer_id
    where customer.group_id is not null and ${inScope(scope)}
    order by judgement.amount_year desc nulls last, customer.customer_id limit ${CHILDREN_MAX}`.execute(db);
  return rows;
}
