import { dayStart, parseDay } from '../kernel/time.ts';
import type { FactRow } from '../scoring/fact-columns.ts';
import { KIND } from '../scoring/fact-kinds.ts';
import type { DemoCompany, DemoComplaint, DemoContact, DemoInteraction, DemoOrder } from './types.ts';

const ENQUIRY_COMPETITOR = 13;
const SUPPLIER_CHANGE_THREATENED = 36;
const TWO_WAY = 1;
const WITH_DECIDER = 2;
const INBOUND = 4;

export const SIGNAL_WEIGHT = { price_compared: 1, rival_quote: 2, will_try_another: 3 } as const;
const SEVERITY = { general: 1, important: 2, major: 4 } as const;

/** The timeline the company's facts make, by customer key, without a database: for tests of pure judgement. */
export function demoFacts(company: DemoCompany): Map<string, FactRow[]> {
  const facts = new Map<string, FactRow[]>(company.customers.map(({ key }) => [key, []]));
  const add = (key: string, rows: readonly FactRow[]) => facts.get(key)?.push(...rows);
  const categories = categoryNumbers(company);
  const contacts = new Map(company.contacts.map((contact) => [contact.key, contact]));
  for (const order of company.orders) add(order.customerKey, orderFacts(order, categories));
  for (const { customerKey, returnedAt, amountMinor } of company.returns) {
    add(customerKey, [{ kind: KIND.return, occurredAt: Date.parse(returnedAt), amount: amountMinor }]);
  }
  for (const talk of company.interactions) add(talk.customerKey, talkFacts(talk, contacts));
  for (const complaint of company.complaints) add(complaint.customerKey, complaintFacts(complaint));
  return facts;
}

/** Numbers for the second-level category of each product. */
function categoryNumbers({ categories, products }: DemoCompany): Map<string, number> {
  const numbers = new Map(categories.map(({ key }, index) => [key, index + 1]));
  return new Map(products.map((product) => [product.key, numbers.get(product.categoryKey) ?? 0]));
}

function orderFacts(order: DemoOrder, categories: ReadonlyMap<string, number>): FactRow[] {
  const occurredAt = Date.parse(order.placedAt);
  const amounts = new Map<number, number>();
  for (const { productKey, amountMinor } of order.lines) {
    const category = categories.get(productKey) ?? 0;
    amounts.set(category, (amounts.get(category) ?? 0) + amountMinor);
  }
  const items = [...amounts].map(([category, amount]) => ({ kind: KIND.orderItem, occurredAt, amount, category }));
  const total = items.reduce((sum, item) => sum + item.amount, 0);
  return [{ kind: KIND.order, occurredAt, amount: total }, ...items, ...deliveryFacts(order)];
}

function deliveryFacts({ promisedDay, deliveredDay, lines }: DemoOrder): FactRow[] {
  if (deliveredDay === null) return [];
  const delivered = parseDay(deliveredDay);
  const occurredAt = dayStart(delivered, 'Asia/Shanghai').getTime();
  return [{ kind: KIND.delivery, occurredAt, amount: lines.length, score: delivered - parseDay(promisedDay) }];
}

function talkFacts(talk: DemoInteraction, contacts: ReadonlyMap<string, DemoContact>): FactRow[] {
  const occurredAt = Date.parse(talk.happenedAt);
  const role = talk.contactKey === null ? undefined : contacts.get(talk.contactKey)?.role;
  const isWithDecider = role === 'decider' || role === 'buyer';
  const score =
    (talk.twoWay ? TWO_WAY : 0) + (isWithDecider ? WITH_DECIDER : 0) + (talk.direction === 'in' ? INBOUND : 0);
  const rows: FactRow[] = [{ kind: KIND.interaction, occurredAt, score }];
  if (talk.competitor !== null)
    rows.push({ kind: ENQUIRY_COMPETITOR, occurredAt, score: SIGNAL_WEIGHT[talk.competitor] });
  if (talk.changeOfSupplier) rows.push({ kind: SUPPLIER_CHANGE_THREATENED, occurredAt });
  return rows;
}

function complaintFacts({ openedAt, severity, reopenedAt, resolution }: DemoComplaint): FactRow[] {
  const score = SEVERITY[severity];
  const rows: FactRow[] = [{ kind: KIND.complaintOpened, occurredAt: Date.parse(openedAt), score }];
  if (reopenedAt !== null) rows.push({ kind: KIND.complaintReopened, occurredAt: Date.parse(reopenedAt), score });
  if (resolution !== null) {
    const amount = resolution.confirmed ? 1 : 0;
    rows.push({ kind: KIND.complaintSolved, occurredAt: Date.parse(resolution.resolvedAt), score, amount });
  }
  return rows;
}
