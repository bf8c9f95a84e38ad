import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { inScope } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import type { NeedNature } from './need.ts';

export const gapGroupings = ['tier', 'industry', 'region'] as const;
export type GapGrouping = (typeof gapGroupings)[number];

/** The needs of one kind of customers on one subject, and how many of them nothing of ours meets. */
export interface NeedGap {
  /** The tier's key, the industry, the region; null where the customer has none. */
  readonly group: string | null;
  readonly nature: NeedNature;
  readonly needs: number;
  readonly unmet: number;
  readonly customers: number;
  /** The mean of how well present products meet them, 0–100; null where nobody said. */
  readonly fit: number | null;
}

const ROWS_MAX = 200;

/** Which needs of which customers are not met, most first. Dropped needs count nowhere. */
export async function needGaps(db: Db, by: GapGrouping, scope: CustomerScope): Promise<NeedGap[]> {
  const { rows } = await sql<NeedGap>`
    select ${sql.ref(`customer.${by}`)} as group, nature, count(*) as needs,
      count(*) filter (where state in ('open', 'unmet')) as unmet,
      count(distinct need.customer_id) as customers, round(avg(fit))::integer as fit
    from need join customer on customer.customer_id = need.customer_id
    where state <> 'dropped' and ${inScope(scope)}
    group by 1, 2 order by unmet desc, needs desc, 1 nulls last, 2 limit ${ROWS_MAX}`.execute(db);
  return rows;
}
