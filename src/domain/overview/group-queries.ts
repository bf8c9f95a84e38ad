import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { AppError } from '../../kernel/errors.ts';
import { inScope } from '../customers/customers.ts';
import { findActivePlan } from '../plans/plans.ts';
import type { CustomerScope } from '../team/team.ts';
import { groupHealth, insideOf } from './group.ts';
import { referenceColumns } from './list-queries.ts';
import { readNaming } from './naming-queries.ts';
import { type Naming, type ReferenceRow, referenceOf, tierLabel } from './reference.ts';

/** So many customers are added up at most, and so many of them are listed, the largest first. */
const CHILDREN_MAX = 10_000;
const CHILDREN_SHOWN_MAX = 500;
/** Before a plan says it. */
const THRESHOLDS_DEFAULT = { green: 70, yellow: 40 };

/** A group with all that lies below it: what its customers bought in twelve months, how well they do, who looks after them. */
export async function groupPage(db: Db, groupId: string, scope: CustomerScope) {
  const groups = await readGroups(db, groupId);
  const naming = await readNaming(db);
  const rows = await readChildren(db, groups.below, scope);
  const children = rows.map((row) => childOf(naming, row));
  const { cappedBy, ...health } = groupHealth(children, await thresholds(db));
  const inReach = children.length;
  return {
    group: { id: groups.id, name: groups.name },
    above: groups.above,
    groups: subgroupsOf(groups, rows),
    customers: inReach,
    outside: (await countChildren(db, groups.below)) - inReach,
    amountYear: children.reduce((sum, { amountYear }) => sum + amountYear, 0),
    highestTier: highestTier(naming, rows),
    health: { ...health, cappedBy: cappedBy?.customer ?? null },
    items: children.slice(0, CHILDREN_SHOWN_MAX),
  };
}

async function thresholds(db: Db): Promise<{ green: number; yellow: number }> {
  return (await findActivePlan(db))?.plan.health ?? THRESHOLDS_DEFAULT;
}

interface GroupNode {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
}

interface GroupTree extends GroupNode {
  /** From the top down to the one right above. */
  readonly above: readonly { readonly id: string; readonly name: string }[];
  /** The group itself and all below it. */
  readonly below: readonly GroupNode[];
}

async function readGroups(db: Db, groupId: string): Promise<GroupTree> {
  const { rows: below } = await sql<GroupNode>`
    with recursive below as (
      select id, name, parent_id from customer_group where id = ${groupId}
      union
      select lower.id, lower.name, lower.parent_id from customer_group lower join below on lower.parent_id = below.id)
    select id, name, parent_id as "parentId" from below order by name`.execute(db);
  const self = below.find(({ id }) => id === groupId);
  if (self === undefined) throw new AppError('group_unknown');
  const { rows: above } = await sql<{ id: string; name: string }>`
    with recursive above as (
      select id, name, parent_id, 1 as distance from customer_group where id = ${self.parentId}::uuid
      union all
      select higher.id, higher.name, higher.parent_id, above.distance + 1
      from customer_group higher join above on higher.id = above.parent_id)
    select id, name from above order by distance desc`.execute(db);
  return { ...self, above, below };
}

interface ChildRow extends ReferenceRow {
  readonly groupId: string;
  readonly group: string;
  readonly amountYear: number;
  readonly lastOrderOn: string | null;
  readonly warningLevel: number | null;
  readonly owner: { readonly id: string; readonly name: string } | null;
}

async function readChildren(db: Db, groups: readonly GroupNode[], scope: CustomerScope): Promise<ChildRow[]> {
  const { rows } = await sql<ChildRow>`
    select ${referenceColumns}, customer.group_id as "groupId", customer_group.name as "group",
      coalesce(judgement.amount_year, 0) as "amountYear", judgement.last_order_on as "lastOrderOn",
      warning_case.level as "warningLevel",
      (select json_build_object('id', member.id, 'name', member.name) from member where member.id = customer.owner_a) as owner
    from customer
    join customer_group on customer_group.id = customer.group_id
    left join judgement on judgement.customer_id = customer.customer_id
    left join warning_case on warning_case.customer_id = customer.customer_id and warning_case.ended_at is null
    where customer.group_id = any(${groups.map(({ id }) => id)}::uuid[]) and ${inScope(scope)}
    order by coalesce(judgement.amount_year, 0) desc, customer.name
    limit ${CHILDREN_MAX}`.execute(db);
  return rows;
}

async function countChildren(db: Db, groups: readonly GroupNode[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from customer where group_id = any(${groups.map(({ id }) => id)}::uuid[])`.execute(db);
  return rows[0]?.count ?? 0;
}

function childOf(naming: Naming, row: ChildRow) {
  const { groupId, group, amountYear, lastOrderOn, warningLevel, owner } = row;
  return {
    customer: referenceOf(naming, row),
    group: { id: groupId, name: group },
    ...{ amountYear, lastOrderOn, warningLevel, owner },
  };
}

/** What lies right below, each with all of its own depth. */
function subgroupsOf({ id, below }: GroupTree, rows: readonly ChildRow[]) {
  return below
    .filter(({ parentId }) => parentId === id)
    .map(({ id: groupId, name }) => {
      const inside = insideOf(below, groupId);
      const own = rows.filter((row) => inside.has(row.groupId));
      return {
        id: groupId,
        name,
        customers: own.length,
        amountYear: own.reduce((sum, { amountYear }) => sum + amountYear, 0),
      };
    });
}

/** Tiers are proposed customer by customer; of the group the page can only say the highest that one of them holds. */
function highestTier(naming: Naming, rows: readonly ChildRow[]) {
  const held = new Set(rows.map(({ tierKey }) => tierKey));
  const highest = naming.tiers.find(({ key }) => held.has(key));
  return highest ? tierLabel(naming, highest.key) : null;
}
