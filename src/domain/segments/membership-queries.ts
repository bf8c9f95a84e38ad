import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/connect.ts';

/** Which segments memberships are kept of, in the order of their bits, with what each said then. */
export interface Layout {
  readonly id: number;
  readonly planVersion: number;
  readonly keys: readonly string[];
  readonly expressions: readonly string[];
}

/** The layout that memberships are kept in; null before the first run. */
export async function newestLayout(db: Db): Promise<Layout | null> {
  const { rows } = await sql<Layout>`
    select id, plan_version as "planVersion", keys, expressions from segment_layout order by id desc limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

/**
 * A condition on the table `segment_membership` under a name: the customer is in the segment, or in any of several. A
 * segment that nobody was judged by yet has no members.
 */
export async function membersOf(
  db: Db,
  keys: readonly string[],
  held: RawBuilder<unknown>,
): Promise<RawBuilder<unknown>> {
  const layout = await newestLayout(db);
  const places = keys.map((key) => layout?.keys.indexOf(key) ?? -1).filter((place) => place >= 0);
  if (layout === null || places.length === 0) return sql`false`;
  const bits = places.map((place) => sql`get_bit(${held}.bits, ${place}) = 1`);
  return sql`(${held}.layout = ${layout.id} and (${sql.join(bits, sql` or `)}))`;
}
