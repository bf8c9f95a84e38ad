import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { holdTiers } from '../domain/customers/customers.ts';
import { approveMoves, listProposals, overrideTier, proposeMoves, refuseMoves } from '../domain/tiers/tiers.ts';
import { type Act, memberAct, systemAct } from '../kernel/act.ts';
import { addMonths, DAY_MS, formatDay, localDay } from '../kernel/time.ts';
import { MovingClock } from './clock.ts';
import { type Keys, known } from './load-ground.ts';
import type { DemoCompany } from './types.ts';

const DIRECTOR = 'retention';
/** Long enough before the first moment that what is judged otherwise has lasted when the demo begins. */
const GIVEN_DAYS_BEFORE = 60;
const COMPARED_DAYS_BEFORE = 12;
const EVERYBODY = { kind: 'all' } as const;

/** What sales had agreed before there was a plan: tiers above what standing says, and two below. */
const GIVEN = [
  { proposed: 'key', held: 'strategic', count: 4 },
  { proposed: 'ordinary', held: 'key', count: 9 },
  { proposed: 'key', held: 'ordinary', count: 2 },
] as const;
const GIVEN_REASON = '上线前由销售总监核定，沿用';

interface Given {
  readonly customerId: number;
  readonly tier: string;
  readonly standing: number;
  readonly amountYear: number;
}

/**
 * After the first judgement: some customers hold the tier that sales had given them long ago, and a word or two stand
 * against what is proposed.
 */
export async function loadTiers(database: Database, first: Date, company: DemoCompany, keys: Keys): Promise<void> {
  const given = await chooseGiven(database, company, keys);
  const then = new MovingClock(new Date(first.getTime() - GIVEN_DAYS_BEFORE * DAY_MS));
  const held = given.map(({ customerId, tier, standing, amountYear }) => ({
    ...{ customerId, tier, way: 'given' as const, reason: GIVEN_REASON },
    measures: { standing: standing + 6, amountYear: Math.round(amountYear * 1.12), points: {} },
  }));
  await database.app.transaction().execute((trx) => holdTiers(trx, systemAct(then), held, { quiet: true }));
  then.moveTo(new Date(first.getTime() - COMPARED_DAYS_BEFORE * DAY_MS));
  await proposeMoves(
    database.app,
    systemAct(then),
    given.map(({ customerId }) => customerId),
  );
  await overrideSome(database, memberAct(known(keys.members, DIRECTOR), then), given, company);
}

/** Those that buy most of each kind, without the customers of the stories. */
async function chooseGiven({ app }: Database, company: DemoCompany, keys: Keys): Promise<Given[]> {
  const told = new Set([...Object.values(company.stories), ...Object.keys(company.truth)]);
  const aside = [...keys.customers].filter(([key]) => told.has(key)).map(([, id]) => id);
  const chosen: Given[] = [];
  for (const { proposed, held, count } of GIVEN) {
    const { rows } = await sql<Given>`
      select customer_id as "customerId", ${held} as tier, standing, amount_year as "amountYear" from judgement
      where tier_proposed = ${proposed} and standing is not null
        and customer_id <> all(${[...aside, ...chosen.map(({ customerId }) => customerId)]}::bigint[])
      order by amount_year desc, customer_id limit ${count}`.execute(app);
    chosen.push(...rows);
  }
  return chosen;
}

/** One word is due for review about now, another one stands for some months more. */
async function overrideSome(
  database: Database,
  act: Act,
  given: readonly Given[],
  company: DemoCompany,
): Promise<void> {
  const today = localDay(Date.parse(`${company.today}T00:00:00Z`), 'UTC');
  const [due, lasting] = given.filter(({ tier }) => tier !== 'ordinary');
  const words = [
    {
      customerId: due?.customerId,
      tier: due?.tier,
      reviewOn: formatDay(today - 2),
      reason: '行业标准引用了我们的参数，联合研发已立项',
    },
    {
      customerId: lasting?.customerId,
      tier: lasting?.tier,
      reviewOn: formatDay(addMonths(today, 4)),
      reason: '新厂区春节后投产，采购会回来',
    },
  ];
  for (const { customerId, tier, ...word } of words) {
    if (customerId === undefined || tier === undefined) continue;
    await database.app.transaction().execute((trx) => overrideTier(trx, act, customerId, { tier, ...word }));
  }
}

/** On the day before today the director decides the first two of what waits. */
export async function decideTiers(database: Database, clock: MovingClock, keys: Keys): Promise<void> {
  const waiting = await listProposals(database.app, {
    scope: EVERYBODY,
    state: 'ripe',
    direction: 'down',
    limit: 2,
    offset: 0,
  });
  const [approved, refused] = waiting.items.map(({ id }) => id);
  if (approved === undefined || refused === undefined) return;
  const act = memberAct(known(keys.members, DIRECTOR), clock);
  const refusal = { ids: [refused], reason: '年底有大项目签约，明年一季度再看' };
  await database.app.transaction().execute(async (trx) => {
    await approveMoves(trx, act, EVERYBODY, [approved]);
    await refuseMoves(trx, act, EVERYBODY, refusal);
  });
}
