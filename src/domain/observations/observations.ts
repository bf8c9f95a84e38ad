import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import { DAY_MS } from '../../kernel/time.ts';
import { record as recordAudit } from '../audit/audit.ts';
import { checkContact } from '../customers/customers.ts';
import { missingField, type Observation, type ObservationKind, type ObservationRow } from './observation.ts';
import { recordObservations } from './set-acts.ts';

export {
  type Observation,
  type ObservationKind,
  type ObservationRow,
  observationKinds,
  visitPlaces,
} from './observation.ts';
export { openObservationBatch, recordObservationBatch, recordObservations } from './set-acts.ts';

/** What is counted beside a list: the last year. */
const COUNTED_DAYS = 365;

/** Records what one of us saw; answers its id. Throws `contact_unknown`, `observation_incomplete`, `not_found` (product). */
export async function recordObservation(
  trx: Trx,
  act: Act,
  customerId: number,
  given: Omit<ObservationRow, 'customerId' | 'contactName' | 'memberId' | 'occurredAt'> & {
    readonly occurredAt?: Date;
  },
): Promise<string> {
  if (given.occurredAt !== undefined && given.occurredAt > act.at) throw new AppError('occurred_in_future');
  const field = missingField(given);
  if (field !== null) throw new AppError('observation_incomplete', { field });
  await checkContact(trx, customerId, given.contactId);
  if (given.productCode) await checkProduct(trx, given.productCode);
  const row = { ...given, customerId, occurredAt: given.occurredAt ?? act.at };
  const { ids, created } = await recordObservations(trx, act, [row]);
  assert(ids[0] !== undefined, 'one row makes one observation');
  const details = { kind: given.kind };
  if (created > 0) {
    await recordAudit(trx, act, { action: 'recorded', subject: 'observation', subjectId: ids[0], customerId, details });
  }
  return ids[0];
}

async function checkProduct(trx: Trx, code: string): Promise<void> {
  const { rows } = await sql`select from product where code = ${code}`.execute(trx);
  if (rows.length === 0) throw new AppError('not_found', { what: code });
}

export interface ObservationPage extends Page<Observation> {
  /** How many there were of each kind within the last year; visits by how often the customer came. */
  readonly counts: Readonly<Partial<Record<ObservationKind, number>>>;
}

/** What was seen of one customer, newest first. */
export async function listObservations(
  db: Db,
  act: Act,
  customerId: number,
  kind: ObservationKind | null,
  page: PageQuery,
): Promise<ObservationPage> {
  const wanted = sql`customer_id = ${customerId} and (${kind}::text is null or kind = ${kind})`;
  const { rows } = await sql<Observation>`
    select id, kind, subject, note, strength, place, quantity::float8 as quantity, unit, occurred_at as "occurredAt",
      (select jsonb_build_object('code', product.code, 'name', product.name) from product
        where product.id = observation.product_id) as product,
      (select jsonb_build_object('id', contact.id, 'name', contact.name) from contact
        where contact.customer_id = observation.customer_id and contact.id = observation.contact_id) as contact,
      (select jsonb_build_object('id', member.id, 'name', member.name) from member
        where member.id = observation.member_id) as by
    from observation where ${wanted}
    order by occurred_at desc, id limit ${page.limit} offset ${page.offset}`.execute(db);
  const { rows: totals } = await sql<{ total: number }>`
    select count(*) as total from observation where ${wanted}`.execute(db);
  return { items: rows, total: totals[0]?.total ?? 0, counts: await countKinds(db, act, customerId) };
}

async function countKinds(db: Db, act: Act, customerId: number): Promise<ObservationPage['counts']> {
  const since = new Date(act.at.getTime() - COUNTED_DAYS * DAY_MS);
  const { rows } = await sql<{ kind: ObservationKind; count: number }>`
    select kind, case when kind = 'customer_visit' then sum(quantity)::bigint else count(*) end as count
    from observation where customer_id = ${customerId} and occurred_at > ${since} group by kind`.execute(db);
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}
