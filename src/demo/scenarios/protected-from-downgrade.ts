import type { Database } from '../../database/connect.ts';
import { upsertCustomers } from '../../domain/customers/customers.ts';
import { judgeBook } from '../../domain/health/health.ts';
import { recordOrders } from '../../domain/orders/orders.ts';
import { activatePlan, addPlanVersion, readyMadeText } from '../../domain/plans/plans.ts';
import { upsertProducts } from '../../domain/products/products.ts';
import { listTasks } from '../../domain/tasks/tasks.ts';
import { addMember } from '../../domain/team/team.ts';
import { endOverride, overrideTier, proposeMoves, tierCard } from '../../domain/tiers/tiers.ts';
import { memberAct, systemAct } from '../../kernel/act.ts';
import { assert } from '../../kernel/errors.ts';
import { formatDay, parseDay } from '../../kernel/time.ts';
import { MovingClock } from '../clock.ts';
import { eveningOf } from '../moments.ts';
import { at } from '../season.ts';
import type { Finding } from './finding.ts';

const ZONE = 'Asia/Shanghai';
/** From then on every order is a tenth smaller. */
const FALL = parseDay('2025-09-01');
/** Before it, the tier of before is taken and has settled. */
const LEAD_DAYS = 60;
const WATCHED_DAYS = 300;
const STEP_DAYS = 10;
const HISTORY_DAYS = 4 * 365;
/** Each year of 365 days holds as many orders. */
const ORDER_EVERY_DAYS = 5;
/** An order in minor units: 2.5 million a year, just enough to be strategic. */
const ORDER_AMOUNT = 3_425_000;
const FALLEN = 0.9;
const RECOVERED = 1.15;
const PEERS = 6;
const REVIEW_DAYS = 180;
const REASON = '行业标准引用了我们的参数，联合研发已立项';

/** Plays story S7 up to a step: a strategic customer buys a tenth less, and somebody who knows why keeps its tier. */
export async function playS7(database: Database, to: number): Promise<Map<number, Finding>> {
  const company = await Company.open(database);
  const findings = new Map<number, Finding>([[1, await fall(company)]]);
  // The score card of step 2 comes with the value of customers.
  if (to >= 3) findings.set(3, await keep(company));
  if (to >= 4) findings.set(4, await review(company));
  return findings;
}

async function fall(company: Company): Promise<Finding> {
  for (let day = FALL - LEAD_DAYS; day < FALL + WATCHED_DAYS; day += STEP_DAYS) {
    await company.playTo(day);
    const { tier, proposal } = await company.card();
    if (day <= FALL || !proposal?.isRipe) continue;
    const found = `${tier?.key} → ${proposal.to?.key} proposed on ${formatDay(day)}: ${proposal.said.en}`;
    return { ok: tier?.key === 'strategic' && proposal.to?.key === 'key', found };
  }
  const { tier, standing } = await company.card();
  return { ok: false, found: `no proposal in ${WATCHED_DAYS} days: ${tier?.key}, standing ${standing}` };
}

/** The director's word stands while purchases go on as low. */
async function keep(company: Company): Promise<Finding> {
  const reviewDay = company.day + REVIEW_DAYS;
  await company.decide((trx, act) =>
    overrideTier(trx, act, company.customerId, { tier: 'strategic', reason: REASON, reviewOn: formatDay(reviewDay) }),
  );
  for (let day = company.day + STEP_DAYS; day < reviewDay; day += 3 * STEP_DAYS) await company.playTo(day);
  const { tier, proposal, override } = await company.card();
  const ok = tier?.key === 'strategic' && override?.reason === REASON && proposal?.isRipe !== true;
  return { ok, found: `${tier?.key} until the review on ${override?.reviewOn}, for the reason “${override?.reason}”` };
}

/** By then purchases are back; the review is a task, and its end leaves the tier to the plan, which proposes nothing. */
async function review(company: Company): Promise<Finding> {
  company.amount = RECOVERED;
  for (let turn = 0; turn < 20; turn += 1) await company.playTo(company.day + STEP_DAYS);
  const asked = await company.openTasks();
  const { override } = await company.card();
  assert(override !== null, 'a word stands until somebody ends it');
  const ending = { id: override.id, reason: '采购已恢复，按方案评定' };
  await company.decide((trx, act) => endOverride(trx, act, company.customerId, ending));
  await company.playTo(company.day + 1);
  const { tier, proposal } = await company.card();
  const left = await company.openTasks();
  const ok = override.isDue && asked === 1 && left === 0 && tier?.key === 'strategic' && proposal === null;
  return {
    ok,
    found: `${asked} review asked for, ${left} left; ${tier?.key}, ${proposal ? 'a move' : 'nothing'} proposed`,
  };
}

/** A small company whose story's customer buys as often as ever, among peers who go on as they did. */
class Company {
  readonly database: Database;
  readonly clock: MovingClock;
  readonly customerIds: readonly number[];
  readonly productId: number;
  readonly director: string;
  day: number;
  /** What the story's customer buys, as a share of before. */
  amount = 1;
  #told = FALL - HISTORY_DAYS;

  private constructor(
    database: Database,
    clock: MovingClock,
    made: { ids: number[]; product: number; director: string },
  ) {
    this.database = database;
    this.clock = clock;
    this.customerIds = made.ids;
    this.productId = made.product;
    this.director = made.director;
    this.day = FALL - LEAD_DAYS;
  }

  get customerId(): number {
    return this.customerIds[0];
  }

  static async open(database: Database): Promise<Company> {
    const clock = new MovingClock(eveningOf(FALL - LEAD_DAYS, ZONE));
    const act = systemAct(clock);
    const made = await database.app.transaction().execute(async (trx) => {
      const text = readyMadeText('building-materials');
      await activatePlan(trx, act, await addPlanVersion(trx, act, text, 'the story needs it'));
      const member = { email: 'director@example.com', name: '周总监', role: 'retention_lead' } as const;
      const { id: director } = await addMember(trx, act, { ...member, teamId: null, language: 'zh' });
      const board = { code: 'B001', name: '生态板 18 mm', category: '生态板', parentCategory: '板材' };
      const { productIds } = await upsertProducts(trx, act, [board]);
      const rows = Array.from({ length: PEERS + 1 }, (_, index) => customerRow(index));
      const { customerIds } = await upsertCustomers(trx, act, rows, { quiet: true });
      return { ids: [...customerIds], product: productIds[0], director };
    });
    return new Company(database, clock, made);
  }

  /** Moves on to the evening of a day: what was ordered by then, the judgement, and what follows for the tiers. */
  async playTo(day: number): Promise<void> {
    this.day = day;
    this.clock.moveTo(eveningOf(day, ZONE));
    const act = systemAct(this.clock);
    const orders = this.customerIds.flatMap((customerId, index) =>
      daysBetween(this.#told, day).map((on) => this.order(customerId, on, index === 0 ? this.shareOn(on) : 0.2)),
    );
    await this.database.app
      .transaction()
      .execute((trx) => recordOrders(trx, act, orders, { timezone: ZONE, quiet: true }));
    this.#told = day;
    await judgeBook(this.database.app, act, {});
    await proposeMoves(this.database.app, act, null);
  }

  shareOn(day: number): number {
    if (this.amount !== 1) return this.amount;
    return day >= FALL ? FALLEN : 1;
  }

  order(customerId: number, day: number, share: number) {
    const amount = Math.round(ORDER_AMOUNT * share);
    const line = { productId: this.productId, quantity: 1, unitPrice: amount / 100, amount };
    const number = `SO-${customerId}-${formatDay(day)}`;
    return { customerId, number, kind: 'order' as const, orderedAt: new Date(at(day, 10 * 60)), lines: [line] };
  }

  card() {
    return tierCard(this.database.app, this.clock.now(), this.customerId);
  }

  decide<Result>(
    work: (trx: Parameters<typeof overrideTier>[0], act: ReturnType<typeof memberAct>) => Promise<Result>,
  ) {
    return this.database.app.transaction().execute((trx) => work(trx, memberAct(this.director, this.clock)));
  }

  async openTasks(): Promise<number> {
    const mine = { scope: { kind: 'all' }, ownerId: this.director, state: 'open' } as const;
    return (await listTasks(this.database.app, mine, { limit: 10, offset: 0 })).total;
  }
}

function customerRow(index: number) {
  const externalId = `C${String(index + 1).padStart(4, '0')}`;
  const name = index === 0 ? '杭州木华家居股份有限公司' : `客户 ${externalId}`;
  return { externalId, kind: 'company' as const, name, since: '2018-03-01' };
}

/** The days of orders after one day and up to another. */
function daysBetween(after: number, until: number): number[] {
  const first = FALL + Math.ceil((after + 1 - FALL) / ORDER_EVERY_DAYS) * ORDER_EVERY_DAYS;
  return Array.from(
    { length: Math.max(0, Math.floor((until - first) / ORDER_EVERY_DAYS) + 1) },
    (_, index) => first + index * ORDER_EVERY_DAYS,
  );
}
