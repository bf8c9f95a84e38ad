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

/** Means every segment that is marked as a target. */
const TARGETS = 'targets';

/**
 * A condition on the table `segment_membership`, called `held`: the customer is in the segment. A segment that nobody was
 * judged by yet has no members; `targets` is any that is marked as one.
 */
export async function inSegment(db: Db, key: string): Promise<RawBuilder<unknown>> {
  const layout = await newestLayout(db);
  const keys = key === TARGETS ? await readTargets(db) : [key];
  const places = keys.map((each) => layout?.keys.indexOf(each) ?? -1).filter((place) => place >= 0);
  if (layout === null || places.length === 0) return sql`false`;
  const bits = places.map((place) => sql`get_bit(held.bits, ${place}) = 1`);
  return sql`(held.layout = ${layout.id} and (${sql.join(bits, sql` or `)}))`;
}

async function readTargets(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('segment_target').select('segment_key').execute();
  return rows.map((row) => row.segment_key);
}
