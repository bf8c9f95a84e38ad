import type { Database } from '../../database/connect.ts';
import { explain } from '../../domain/health/health.ts';
import { recordOrders } from '../../domain/orders/orders.ts';
import { readyMadeText } from '../../domain/plans/plans.ts';
import { contactCase } from '../../domain/warnings/warnings.ts';
import { systemAct } from '../../kernel/act.ts';
import { assert } from '../../kernel/errors.ts';
import { formatDay, parseDay } from '../../kernel/time.ts';
import { demoCompany } from '../company.ts';
import { orderRow } from '../load-news.ts';

import { S1_LAST_ORDER_DAYS_AGO } from '../truth.ts';
import type { DemoOrder } from '../types.ts';
import type { Finding } from './finding.ts';
import { Stage } from './stage.ts';

/** Story S1: the last order is placed on the last day of a month, so that two whole months end 61 days later. */
const LAST_ORDER = '2026-08-31';
const MONTH_TWO_FROM = 50;
const MONTH_TWO_TO = 75;
const WATCH_FROM = 50;
/** What the customer says when called: the cause that is kept with the ending. */
const REASON = 'cash';

/** Plays story S1 up to a step: a monthly customer of four years is silent for two months, then orders again. */
export async function playS1(database: Database, to: number): Promise<Map<number, Finding>> {
  const last = parseDay(LAST_ORDER);
  const company = demoCompany({ today: formatDay(last + S1_LAST_ORDER_DAYS_AGO) });
  const stage = await Stage.open(database, company, company.stories.S1, last, readyMadeText('building-materials'));
  const findings = new Map<number, Finding>([[1, await fallSilent(stage, last)]]);
  if (to >= 4) findings.set(4, await orderAgain(stage));
  return findings;
}

async function fallSilent(stage: Stage, last: number): Promise<Finding> {
  const key = stage.company.stories.S1;
  await stage.playTo(last);
  const before = await frequencyColour(stage);
  for (const silent of [20, 40]) await stage.playTo(last + silent);
  for (let silent = WATCH_FROM; silent <= MONTH_TWO_TO; silent += 1) {
    await stage.playTo(last + silent);
    const [found] = await stage.cases(key);
    if (found === undefined) continue;
    const after = await frequencyColour(stage);
    const ok = found.level === 1 && silent >= MONTH_TWO_FROM && before === 'green' && after !== before;
    const opened = `level ${found.level} case (${found.signals.join(', ')}) opened on ${stage.today()}, ${silent} days after the last order`;
    return { ok, found: `${opened}; order frequency ${before} → ${after}` };
  }
  return { ok: false, found: `no case by ${stage.today()}, ${MONTH_TWO_TO} days after the last order` };
}

async function frequencyColour(stage: Stage): Promise<string> {
  const receipt = await explain(stage.database.app, stage.clock, stage.customerId(stage.company.stories.S1), {});
  return receipt.indicators.find((indicator) => indicator.key === 'order_frequency')?.colour ?? 'absent';
}

/** The owner hears why, the customer orders as much as usual, and the evening's judgement ends the case. */
async function orderAgain(stage: Stage): Promise<Finding> {
  const key = stage.company.stories.S1;
  await contactOpenCase(stage, key);
  await stage.playTo(parseDay(stage.today()) + 2);
  const order = usualOrder(stage, key);
  await stage.database.app.transaction().execute(async (trx) => {
    const options = { timezone: stage.company.timezone, quiet: true };
    await recordOrders(trx, systemAct(stage.clock), [orderRow(order, stage.keys)], options);
  });
  await stage.playTo(parseDay(stage.today()) + 1);
  const cases = await stage.cases(key);
  const [first] = cases;
  const ok = cases.length === 1 && first?.outcome === 'recovered' && first.cause === REASON;
  const ended = first === undefined ? 'no case' : `case ${first.outcome ?? 'open'}, cause ${first.cause ?? 'none'}`;
  return { ok, found: `order ${order.number} on ${order.placedAt.slice(0, 10)}; ${ended}` };
}

async function contactOpenCase(stage: Stage, key: string): Promise<void> {
  const [open] = await stage.cases(key);
  if (open === undefined || open.endedAt !== null) return;
  const said = { customerId: stage.customerId(key), caseId: open.id, reason: REASON, channel: 'phone' } as const;
  await stage.database.app.transaction().execute((trx) => contactCase(trx, stage.actOf(ownerOf(stage, key)), said));
}

function ownerOf(stage: Stage, key: string): string {
  const customer = stage.company.customers.find((each) => each.key === key);
  assert(customer !== undefined, 'the customer of the story is in the company');
  return customer.ownerA;
}

/** An order like the last one, placed now. */
function usualOrder(stage: Stage, customerKey: string): DemoOrder {
  const last = stage.company.orders.filter((order) => order.customerKey === customerKey).at(-1);
  assert(last !== undefined, 'the customer of the story has ordered');
  return {
    ...last,
    number: `${last.number}-R`,
    placedAt: stage.clock.now().toISOString(),
    promisedDay: stage.today(),
    deliveredDay: null,
  };
}
