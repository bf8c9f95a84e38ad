import type { Trx } from '../database/connect.ts';
import { recordComplaints } from '../domain/complaints/complaints.ts';
import { setDataThrough } from '../domain/imports/imports.ts';
import { recordInteractions } from '../domain/interactions/interactions.ts';
import { recordOrders } from '../domain/orders/orders.ts';
import type { Act } from '../kernel/act.ts';
import { formatDay, localDay } from '../kernel/time.ts';
import { SIGNAL_WEIGHT } from './facts.ts';
import { type Keys, known } from './load-ground.ts';
import type { DemoCompany, DemoComplaint, DemoInteraction, DemoLine, DemoOrder, DemoReturn } from './types.ts';

const QUIET = { quiet: true };
const RIVALS = {
  price_compared: '同城板材批发',
  rival_quote: '外省厂家直营',
  will_try_another: '另一家供应商',
} as const;

const FEEDS = ['orders', 'interactions', 'complaints'];
/** Prices hold value-added tax of 13 %. */
const TAX = [13, 113] as const;

/**
 * Brings in what became known in a span: orders and returns, contacts, complaints. The feeds are complete up to the
 * act's local day. Nobody is rescored yet.
 */
export async function loadNews(trx: Trx, act: Act, keys: Keys, news: DemoCompany): Promise<void> {
  const today = formatDay(localDay(act.at.getTime(), news.timezone));
  for (const feed of FEEDS) await setDataThrough(trx, act, feed, today);
  const orders = [
    ...news.orders.map((order) => orderRow(order, keys)),
    ...news.returns.map((each) => returnRow(each, keys)),
  ];
  await recordOrders(trx, act, orders, { timezone: news.timezone, ...QUIET });
  await recordInteractions(
    trx,
    act,
    news.interactions.map((talk) => interactionRow(talk, keys)),
    QUIET,
  );
  await recordComplaints(
    trx,
    act,
    news.complaints.map((complaint) => complaintRow(complaint, keys)),
    QUIET,
  );
}

/** One order in the form of `recordOrders`. */
export function orderRow(order: DemoOrder, keys: Keys) {
  const { number, customerKey, placedAt, promisedDay, deliveredDay, project, lines } = order;
  const dates = { promisedOn: promisedDay, deliveredOn: deliveredDay };
  const place = project === null ? {} : { project, site: siteOf(project) };
  return {
    customerId: known(keys.customers, customerKey),
    number,
    kind: 'order' as const,
    documents: 'shipped' as const,
    orderedAt: new Date(placedAt),
    ...place,
    lines: lines.map((line) => ({ ...lineRow(line, keys), ...dates, batch: batchOf(line, placedAt) })),
  };
}

/** Where the goods for a project are received. */
export function siteOf(project: string): string {
  return `${project}项目部`;
}

/** What is produced of one product within a month is one batch. */
function batchOf({ productKey }: DemoLine, placedAt: string): string {
  return `${productKey.slice(1)}-${placedAt.slice(2, 7).replace('-', '')}`;
}

function returnRow(given: DemoReturn, keys: Keys) {
  const { number, orderNumber, customerKey, returnedAt, productKey, quantity, amountMinor } = given;
  const line = { productKey, quantity, priceMinor: Math.round(amountMinor / quantity), amountMinor };
  const customerId = known(keys.customers, customerKey);
  const head = { customerId, number, originalNumber: orderNumber, kind: 'return' as const };
  return { ...head, orderedAt: new Date(returnedAt), lines: [lineRow(line, keys)] };
}

function lineRow({ productKey, quantity, priceMinor, amountMinor }: DemoLine, keys: Keys) {
  const tax = Math.round((amountMinor * TAX[0]) / TAX[1]);
  return {
    productId: known(keys.products, productKey),
    quantity,
    unitPrice: priceMinor / 100,
    amount: amountMinor,
    tax,
  };
}

function interactionRow(talk: DemoInteraction, keys: Keys) {
  const { competitor } = talk;
  return {
    customerId: known(keys.customers, talk.customerKey),
    externalId: talk.key,
    occurredAt: new Date(talk.happenedAt),
    channel: talk.channel,
    direction: talk.direction,
    twoWay: talk.twoWay,
    outcome: talk.outcome,
    summary: talk.note,
    contactId: talk.contactKey === null ? null : known(keys.contacts, talk.contactKey),
    memberId: known(keys.members, talk.memberKey),
    competitorSignal: competitor === null ? null : SIGNAL_WEIGHT[competitor],
    competitor: competitor === null ? null : RIVALS[competitor],
    supplierChangeThreatened: talk.changeOfSupplier,
  };
}

function complaintRow(complaint: DemoComplaint, keys: Keys) {
  const { resolution, reopenedAt } = complaint;
  return {
    customerId: known(keys.customers, complaint.customerKey),
    externalId: complaint.key,
    openedAt: new Date(complaint.openedAt),
    nature: complaint.nature,
    severity: complaint.severity,
    summary: complaint.sentence,
    contactId: complaint.contactKey === null ? null : known(keys.contacts, complaint.contactKey),
    memberId: known(keys.members, complaint.memberKey),
    reopenedAt: reopenedAt === null ? null : new Date(reopenedAt),
    reopenReason: reopenedAt === null ? null : '同样的问题又出现一次',
    resolvedAt: resolution === null ? null : new Date(resolution.resolvedAt),
    solution: resolution === null ? null : resolution.sentence,
    confirmed: resolution?.confirmed ?? null,
  };
}
