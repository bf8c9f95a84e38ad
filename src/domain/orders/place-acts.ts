import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { ensureProjects, ensureSites } from '../customers/customers.ts';
import type { RecordOptions } from '../timeline/timeline.ts';

/** A project that no order has named for so long is over. */
const BUILDING_DAYS = 180;

/** Makes the projects and sites that `order_batch` names and the customer has not, so that its page shows them. */
export async function makePlaces(trx: Trx, act: Act, options: RecordOptions): Promise<void> {
  const { rows: projects } = await sql<{ customerId: number; name: string; isOver: boolean }>`
    select customer_id as "customerId", trim(project) as name,
      max(ordered_at) < ${act.at}::timestamptz - make_interval(days => ${BUILDING_DAYS}::integer) as "isOver"
    from order_batch given
    where trim(project) <> '' and not exists (
      select from project where project.customer_id = given.customer_id and project.name = trim(given.project))
    group by 1, 2`.execute(trx);
  const { rows: sites } = await sql<{ customerId: number; name: string }>`
    select distinct customer_id as "customerId", trim(site) as name from order_batch given
    where trim(site) <> '' and not exists (
      select from site where site.customer_id = given.customer_id and site.name = trim(given.site))`.execute(trx);
  const named = projects.map(({ isOver, ...row }) => ({ ...row, stage: isOver ? 'done' : 'building' }) as const);
  if (projects.length > 0) await ensureProjects(trx, act, named, options);
  if (sites.length > 0) await ensureSites(trx, act, sites, options);
}
