import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { inScope } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import { referenceColumns } from './list-queries.ts';
import { readNaming } from './naming-queries.ts';
import { type CustomerRef, type ReferenceRow, referenceOf } from './reference.ts';

/** So many steps from the customer in the middle, and so many customers at most. */
const RINGS = 3;
const NODES_MAX = 60;

interface End {
  readonly pairId: string;
  readonly customerId: number;
  readonly otherId: number;
  readonly kind: 'affiliate' | 'dealer_of' | 'referred_by' | 'household';
  readonly side: 'from' | 'to';
  readonly since: string | null;
  readonly until: string | null;
  readonly note: string;
}

/**
 * Who belongs together with a customer, by up to three steps and only as far as the reader reaches; `hidden` counts the
 * neighbours outside of that, `isCut` says that there would be more.
 */
export async function relationGraph(db: Db, customerId: number, scope: CustomerScope) {
  const rings = new Map([[customerId, 0]]);
  const ends: End[] = [];
  const hidden = new Set<number>();
  let edge = [customerId];
  let isCut = false;
  for (let ring = 1; ring <= RINGS && edge.length > 0 && !isCut; ring++) {
    const found = await readEnds(db, edge, scope);
    ends.push(...found.filter(({ isSeen }) => isSeen));
    for (const { otherId, isSeen } of found) if (!isSeen) hidden.add(otherId);
    const unknown = found.filter(({ otherId, isSeen }) => isSeen && !rings.has(otherId)).map(({ otherId }) => otherId);
    const next = [...new Set(unknown)].slice(0, NODES_MAX - rings.size);
    isCut = next.length < new Set(unknown).size;
    for (const id of next) rings.set(id, ring);
    edge = next;
  }
  const nodes = await readNodes(db, rings);
  return { nodes: [...nodes.values()], edges: edgesOf(ends, nodes), hidden: hidden.size, isCut };
}

async function readEnds(
  db: Db,
  customerIds: readonly number[],
  scope: CustomerScope,
): Promise<(End & { isSeen: boolean })[]> {
  const { rows } = await sql<End & { isSeen: boolean }>`
    select pair_id as "pairId", relation.customer_id as "customerId", other_id as "otherId", relation.kind, side,
      relation.since, until, note, ${inScope(scope)} as "isSeen"
    from relation join customer on customer.customer_id = relation.other_id
    where relation.customer_id = any(${customerIds}::bigint[])
    order by relation.since nulls last, pair_id`.execute(db);
  return rows;
}

interface Node extends CustomerRef {
  readonly ring: number;
  readonly amountYear: number;
}

async function readNodes(db: Db, rings: ReadonlyMap<number, number>): Promise<Map<number, Node>> {
  const naming = await readNaming(db);
  const { rows } = await sql<ReferenceRow & { customerId: number; amountYear: number }>`
    select customer.customer_id as "customerId", ${referenceColumns}, coalesce(judgement.amount_year, 0) as "amountYear"
    from customer left join judgement on judgement.customer_id = customer.customer_id
    where customer.customer_id = any(${[...rings.keys()]}::bigint[])`.execute(db);
  const nodes = rows.map((row): [number, Node] => {
    const { customerId, amountYear } = row;
    return [customerId, { ...referenceOf(naming, row), ring: rings.get(customerId) ?? 0, amountYear }];
  });
  return new Map(nodes.sort(([, one], [, other]) => one.ring - other.ring || other.amountYear - one.amountYear));
}

/** Each pair once, from its `from` end to its `to` end. */
function edgesOf(ends: readonly End[], nodes: ReadonlyMap<number, Node>) {
  const pairs = new Map(ends.map((end) => [end.pairId, end]));
  return [...pairs.values()].flatMap(({ pairId: id, customerId, otherId, side, kind, since, until, note }) => {
    const [own, other] = [nodes.get(customerId)?.publicId, nodes.get(otherId)?.publicId];
    if (own === undefined || other === undefined) return [];
    const [from, to] = side === 'from' ? [own, other] : [other, own];
    return [{ id, from, to, kind, since, until, note }];
  });
}
