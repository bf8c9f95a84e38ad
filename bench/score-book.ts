import pg from 'pg';
import type { Database } from '../src/database/connect.ts';
import { activatePlan, addPlanVersion, readyMadeText } from '../src/domain/plans/plans.ts';
import { addMember, addTeam } from '../src/domain/team/team.ts';
import { factKinds } from '../src/domain/timeline/timeline.ts';
import { type Clock, systemAct } from '../src/kernel/act.ts';

/** What a book for scoring holds; the same seed and size give the same book. */
export interface BookSize {
  readonly customers: number;
  readonly facts: number;
}

const SEED = 20_261_123;
const OWNERS = 200;
const CATEGORIES = 12;
const ORDERS_MAX = 80;
const HISTORY_DAYS = 3_000;
/**
 * The mix of facts, fixed: what one order brings with it on average. Every order has one line; a hundredth of all facts is
 * voided, which the voiding facts themselves come on top of.
 */
const PER_ORDER = {
  order_item: 1,
  delivery: 0.33,
  interaction: 0.33,
  receivable_due: 0.27,
  return: 0.07,
  complaint_opened: 0.05,
  complaint_solved: 0.04,
  survey_csat: 0.04,
  survey_nps: 0.03,
} as const;
const FACTS_PER_ORDER = 1 + Object.values(PER_ORDER).reduce((sum, each) => sum + each, 0);
const VOIDED_SHARE = 0.01;

/** A number in [0, 1) that follows from a customer, a count and a purpose. */
function dice(number: string, purpose: number): string {
  return `((hashint8extended(${number}, ${SEED + purpose}) & 1048575) / 1048576.0::float8)`;
}

/** Makes a company with so many customers and facts in an empty, migrated database; in force is `planText`. */
export async function makeScoreBook(
  database: Database,
  url: string,
  { clock, size, planText }: { clock: Clock; size: BookSize; planText: string },
): Promise<void> {
  await makeStaff(database, clock, planText);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      "set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '512MB'; set timezone = 'UTC'",
    );
    await makeCustomers(client, size);
    await makeFacts(client, clock, size);
    await client.query(
      `insert into feed (kind, data_through, updated_at) values ('orders', $1::timestamptz::date - 1, $1)`,
      [clock.now()],
    );
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

async function makeStaff({ app }: Database, clock: Clock, planText: string): Promise<void> {
  const act = systemAct(clock);
  await app.transaction().execute(async (trx) => {
    await activatePlan(trx, act, await addPlanVersion(trx, act, planText, 'benchmark'));
    const { id: teamId } = await addTeam(trx, act, '一组');
    for (let each = 0; each < OWNERS; each++) {
      const email = `owner-${each}@score.example`;
      await addMember(trx, act, { email, name: `客户经理${each}`, teamId, role: 'account_manager' });
    }
  });
}

/** Indexes that the engine neither reads nor writes are left out: making them is not what is measured. */
async function makeCustomers(client: pg.Client, { customers }: BookSize): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select indexrelid::regclass::text as name from pg_index
     where indrelid = 'customer'::regclass and not exists (select from pg_constraint where conindid = indexrelid)`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  await client.query(`
    insert into customer (customer_id, public_id, kind, name, region, pattern, since, tier, owner_a, created_at, updated_at)
    select c, gen_random_uuid(), 'company', '客户' || c,
      (array['北京','辽宁','广东','浙江','江苏','四川','湖北','福建'])[1 + c % 8],
      case when ${dice('c', 1)} < 0.1 then 'dealer' when ${dice('c', 1)} < 0.2 then 'monthly' end,
      case when ${dice('c', 2)} < 0.5 then date '2020-01-01' + (${dice('c', 3)} * 1500)::integer end,
      case when ${dice('c', 4)} < 0.5 then 'ordinary' when ${dice('c', 4)} < 0.6 then 'key' when ${dice('c', 4)} < 0.62 then 'strategic' end,
      staff.ids[1 + c % ${OWNERS}], now(), now()
    from generate_series(1, ${customers}::bigint) c
    cross join (select array(select id from member where role = 'account_manager' order by email) as ids) staff`);
  await client.query(`select setval('customer_number', ${customers})`);
  await client.query(`
    insert into tag (name, code, created_at) values ('重点', 9001, now()), ('样板', 9002, now());
    insert into customer_tag (customer_id, tag, set_at)
    select c, case when c % 3 = 0 then '样板' else '重点' end, now() from generate_series(1, ${customers}::bigint) c
    where ${dice('c', 5)} < 0.1`);
}

/** All in the order of time, as they would have come in. */
async function makeFacts(client: pg.Client, clock: Clock, { customers, facts }: BookSize): Promise<void> {
  const ordersMean = facts / customers / FACTS_PER_ORDER;
  const today = `timestamptz '${clock.now().toISOString()}'`;
  await client.query(`
    create temp table made_order as
    select c, i, c * 100 + i as n,
      ${today} - interval '1 day' - make_interval(secs => 86400 * (ago + gap * (i + 0.5 * ${dice('c * 100 + i', 10)}))) as at,
      (exp(11 + 1.3 * (${dice('c', 11)} + ${dice('c', 12)} + ${dice('c', 13)} - 1.5) * 2) * (0.5 + ${dice('c * 100 + i', 14)}))::bigint + 100 as amount
    from (
      select c, gap, count, case when ${dice('c', 15)} < 0.25 then 40 + 360 * ${dice('c', 16)} else gap * ${dice('c', 16)} end as ago
      from (
        select c, (array[14,33,33,33,33,60,60,60,60,95,95,95])[1 + floor(12 * ${dice('c', 17)})::integer] as gap,
          least(${ORDERS_MAX}, 1 + floor(-ln(1 - ${dice('c', 18)}) * ${ordersMean - 0.5}))::integer as count
        from generate_series(1, ${customers}::bigint) c) given) kind
    cross join lateral generate_series(0, count - 1) i
    where ago + gap * i < ${HISTORY_DAYS}`);
  const { rows: indexes } = await client.query<{ name: string; text: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as text from pg_index
     where indrelid = 'fact'::regclass and not exists (select from pg_constraint where conindid = indexrelid)`,
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await client.query('alter table fact drop constraint fact_pkey');
  await client.query(`
    insert into fact (customer_id, id, kind, occurred_at, recorded_at, amount, category, score)
    select c, uuidv7(), kind, at, least(at, ${today} - interval '1 hour'), amount, category, score
    from (${factRows()}) made where at < ${today} - interval '1 hour' order by at`);
  await client.query(`
    insert into fact (customer_id, id, kind, occurred_at, recorded_at, voids)
    select customer_id, uuidv7(), kind, occurred_at, recorded_at, id from fact
    where (hashint8extended(customer_id, 99) + extract(epoch from occurred_at)::bigint) & 1023 < ${Math.round(1024 * VOIDED_SHARE)}`);
  await client.query('alter table fact add constraint fact_pkey primary key (customer_id, id)');
  for (const { text } of indexes) await client.query(text);
}

function factRows(): string {
  const pick = (share: number, purpose: number) => `where ${dice('n', purpose)} < ${share}`;
  const later = (days: number, purpose: number) =>
    `at + make_interval(secs => 86400 * ${days} * (0.2 + 0.8 * ${dice('n', purpose)}))`;
  const roll = (values: string, purpose: number) =>
    `(array[${values}])[1 + floor(${values.split(',').length} * ${dice('n', purpose)})::integer]`;
  const row = (kind: keyof typeof factKinds, at: string, amount: string, category: string, score: string, where = '') =>
    `select c, ${factKinds[kind]}::smallint as kind, ${at} as at, ${amount}::bigint as amount, ${category}::integer as category, ${score}::smallint as score from made_order ${where}`;
  const per = PER_ORDER;
  return [
    row('order', 'at', 'amount', 'null', 'null'),
    row('order_item', 'at', 'amount', `1 + floor(${CATEGORIES} * ${dice('n', 20)})`, 'null'),
    row('delivery', later(10, 21), '1', 'null', roll('0,0,0,0,1,1,3,8', 22), pick(per.delivery, 23)),
    row('interaction', later(30, 24), 'null', '1', roll('1,1,3,5,9,0', 25), pick(per.interaction, 26)),
    row('receivable_due', later(40, 27), 'amount', 'null', roll('0,0,0,2,5,12,40', 28), pick(per.receivable_due, 29)),
    row('return', later(15, 30), 'amount / 4', 'null', '9', pick(per.return, 31)),
    row('complaint_opened', later(12, 32), 'null', '1', roll('1,1,2,4', 33), pick(per.complaint_opened, 34)),
    row(
      'complaint_solved',
      later(25, 35),
      roll('0,1,1', 36),
      'null',
      roll('1,1,2,4', 33),
      pick(per.complaint_solved, 34),
    ),
    row('survey_csat', later(20, 37), 'null', 'null', roll('40,60,70,80,90,100', 38), pick(per.survey_csat, 39)),
    row('survey_nps', later(20, 40), 'null', 'null', roll('3,6,7,8,9,10', 41), pick(per.survey_nps, 42)),
  ].join(' union all ');
}

/** The ready-made plan with so many segments as wished: its own first, then made ones over what it measures and judges. */
export function scorePlanText(segments: number): string {
  const text = readyMadeText('building-materials');
  const at = text.indexOf('\nsegments:\n');
  const end = text.indexOf('\n\n', at);
  const lines = Array.from({ length: segments }, (_, index) => segmentLine(index));
  const own = segments === 0 ? '' : text.slice(at + '\nsegments:\n'.length, end);
  return segments === 0
    ? text
    : `${text.slice(0, at)}\nsegments:\n${[own, ...lines].filter((line) => line !== '').join('\n')}${text.slice(end)}`;
}

function segmentLine(index: number): string {
  const step = Math.floor(index / SEGMENTS.length) + 1;
  const when = SEGMENTS[index % SEGMENTS.length].replaceAll('N', String(step));
  return `  made_${index}: { name: 客群${index}, name_en: Segment ${index}, when: "${when}" }`;
}

/** N is 1, 2, 3 …: each form with other limits. */
const SEGMENTS: readonly string[] = [
  "days_since('order') >= 30 * N && spend('365d') > 0",
  "spend('365d') >= 100000 * N && health < 20 * N",
  "indicator('silence') >= 0.7 * N",
  "points('spend_trend') < 20 * N && points('order_frequency') < 25 * N",
  "tier in ['strategic', 'key'] && silence_ratio('order') >= 0.5 * N",
  "count('complaint_opened', '180d') >= N",
  "occasions('order', '365d') >= 3 * N && stage == 'active'",
  "has_tag('重点') && health >= 20 * N",
  "gap80('order') > 30 * N && warning('rhythm_broken')",
  'standing >= 20 * N || years_as_customer() >= 2 * N',
];
