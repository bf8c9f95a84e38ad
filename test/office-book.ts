import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Trx } from '../src/database/connect.ts';
import { openComplaint } from '../src/domain/complaints/complaints.ts';
import { addContact, createCustomer, setOwner } from '../src/domain/customers/customers.ts';
import { addDate } from '../src/domain/customers/date-acts.ts';
import { addProject } from '../src/domain/customers/project-acts.ts';
import { addRelation } from '../src/domain/customers/relation-acts.ts';
import { assignRole } from '../src/domain/customers/role-acts.ts';
import { judgeBook } from '../src/domain/health/health.ts';
import { addVisitPhoto, openVisit, recordInteraction } from '../src/domain/interactions/interactions.ts';
import { handOver, makePromise, recordNeed } from '../src/domain/needs/needs.ts';
import { recordOrders } from '../src/domain/orders/orders.ts';
import { activatePlan, addPlanVersion } from '../src/domain/plans/plans.ts';
import { upsertProducts } from '../src/domain/products/products.ts';
import { listReceivables, proposeTerm, recordReceivables, setHold } from '../src/domain/receivables/receivables.ts';
import { createTask } from '../src/domain/tasks/tasks.ts';
import { overrideTier } from '../src/domain/tiers/tiers.ts';
import { threatenSupplierChange } from '../src/domain/warnings/warnings.ts';
import type { Act } from '../src/kernel/act.ts';
import { newId } from '../src/kernel/ids.ts';
import { DAY_MS } from '../src/kernel/time.ts';
import type { Office, PersonKey } from './office.ts';
import { pngPicture } from './pictures.ts';
import type { World } from './world.ts';

/**
 * Who may own a customer, seen from the account manager: themself as A or B, a colleague, a stranger, nobody; and a
 * stranger who opened the customer to them as a collaborator, or had done so until yesterday.
 */
export const OWNERSHIPS: readonly Ownership[] = [
  { key: 'own', ownerA: 'account_manager', ownerB: null },
  { key: 'second', ownerA: 'stranger', ownerB: 'account_manager' },
  { key: 'colleagues', ownerA: 'colleague', ownerB: null },
  { key: 'strangers', ownerA: 'stranger', ownerB: null },
  { key: 'nobodys', ownerA: null, ownerB: null },
  { key: 'opened', ownerA: 'stranger', ownerB: null, collaborator: 'account_manager', isOpen: true },
  { key: 'closed', ownerA: 'stranger', ownerB: null, collaborator: 'account_manager', isOpen: false },
];

export interface Ownership {
  readonly key: string;
  readonly ownerA: PersonKey | null;
  readonly ownerB: PersonKey | null;
  readonly collaborator?: PersonKey;
  /** Whether the collaboration still runs. */
  readonly isOpen?: boolean;
}

export interface BookCustomer extends Ownership {
  readonly customerId: number;
  readonly publicId: string;
  readonly name: string;
  /** One thing of each kind that belongs to this customer, by the word it has in addresses. */
  readonly things: Readonly<Record<string, string>>;
}

/** A small book of customers, one of each ownership. */
export interface Book {
  readonly customers: readonly BookCustomer[];
}

export async function createBook(world: World, office: Office): Promise<Book> {
  await startPlan(world);
  const customers: BookCustomer[] = [];
  for (const ownership of OWNERSHIPS) customers.push(await addCustomer(world, office, ownership));
  const related = await relateAll(world, customers);
  await judgeBook(world.db, world.act());
  return { customers: related };
}

/** Each customer to all others, so that whoever sees one of them would be shown the rest, were they let. */
async function relateAll(world: World, customers: readonly BookCustomer[]): Promise<BookCustomer[]> {
  const act = world.act();
  return world.db.transaction().execute(async (trx) => {
    const related: BookCustomer[] = [];
    for (const customer of customers) {
      let relations = '';
      for (const { customerId: otherId } of customers.filter((other) => other !== customer)) {
        const note = `said-by-customer-of-${customer.key}`;
        const fields = { otherId, kind: 'referred_by', side: 'from', note } as const;
        relations = await addRelation(trx, act, customer.customerId, fields);
      }
      related.push({ ...customer, things: { ...customer.things, relations } });
    }
    return related;
  });
}

async function startPlan(world: World): Promise<void> {
  const text = readFileSync('plans/building-materials.yaml', 'utf8');
  const act = world.act();
  await world.db.transaction().execute(async (trx) => {
    await activatePlan(trx, act, await addPlanVersion(trx, act, text, 'test'));
  });
}

async function addCustomer(world: World, office: Office, ownership: Ownership): Promise<BookCustomer> {
  const act = world.act();
  const name = `customer-of-${ownership.key}`;
  return world.db.transaction().execute(async (trx) => {
    const { customerId, publicId } = await createCustomer(trx, act, { name, kind: 'company' });
    for (const part of ['a', 'b'] as const) {
      const owner = part === 'a' ? ownership.ownerA : ownership.ownerB;
      const memberId = owner && office.people[owner].memberId;
      if (memberId) await setOwner(trx, act, customerId, { part, memberId, reason: 'test' });
    }
    await invite(world, trx, customerId, office, ownership);
    const things = await addThings(trx, act, customerId, ownership);
    const sponsor = { role: 'sponsor', memberId: office.people.executive.memberId } as const;
    const role = await assignRole(trx, act, customerId, sponsor);
    return { ...ownership, customerId, publicId, name, things: { ...things, 'service-roles': role } };
  });
}

async function invite(world: World, trx: Trx, customerId: number, office: Office, { collaborator, isOpen }: Ownership) {
  if (collaborator === undefined) return;
  const [now, { memberId }] = [world.clock.now().getTime(), office.people[collaborator]];
  const startsAt = new Date(now - 10 * DAY_MS);
  const endsAt = new Date(isOpen ? now + 10 * DAY_MS : now - DAY_MS);
  await sql`
    insert into customer_role (customer_id, id, role, member_id, purpose, starts_at, ends_at, created_at)
    values (${customerId}, ${newId(startsAt)}, 'collaborator', ${memberId}, '联合拜访', ${startsAt}, ${endsAt}, ${startsAt})`.execute(
    trx,
  );
}

/** A whole phone number that may show up only where somebody looked it up, and was counted. */
export function canaryPhone(key: string): string {
  return `1391234${String(1000 + OWNERSHIPS.findIndex((ownership) => ownership.key === key))}`;
}

/** Every text names whose it is, so that it is recognised wherever it appears. */
async function addThings(trx: Trx, act: Act, customerId: number, { key }: Ownership): Promise<Record<string, string>> {
  const said = `said-by-customer-of-${key}`;
  const complaint = { nature: 'quality', severity: 'general', summary: said } as const;
  const interaction = { channel: 'phone', direction: 'in', twoWay: true, outcome: 'other', summary: said } as const;
  await order(trx, act, customerId, said);
  const visits = await openVisit(trx, act, customerId, { place: said });
  const photo = { bytes: pngPicture() };
  return {
    contacts: await addContact(trx, act, customerId, {
      name: `person-of-customer-of-${key}`,
      phone: canaryPhone(key),
    }),
    tasks: await createTask(trx, act, { customerId, title: said }),
    complaints: await openComplaint(trx, act, customerId, complaint),
    interactions: await recordInteraction(trx, act, customerId, interaction),
    ...(await addNeeds(trx, act, customerId, said)),
    ...(await addMoney(trx, act, customerId, said)),
    visits,
    photos: await addVisitPhoto(trx, act, { customerId, visitId: visits }, photo),
    warnings: await threatenSupplierChange(trx, act, { customerId, said }),
    projects: await addProject(trx, act, customerId, { name: said }),
    'tier-overrides': await overrideTier(trx, act, customerId, { tier: 'key', reason: said, reviewOn: '2027-05-31' }),
    'important-dates': await addDate(trx, act, customerId, { kind: 'other', day: '2027-01-01', note: said }),
  };
}

async function addNeeds(trx: Trx, act: Act, customerId: number, said: string): Promise<Record<string, string>> {
  const needs = await recordNeed(trx, act, customerId, { text: said });
  const promises = await makePromise(trx, act, customerId, { text: said, dueOn: '2026-12-31', needId: needs });
  const { rows } = await sql<{ id: string }>`select id from member where role = 'administrator'`.execute(trx);
  const wish = { toMember: rows[0]?.id, message: said };
  return { needs, promises, 'hand-overs': await handOver(trx, act, customerId, { needId: needs }, wish) };
}

/** An invoice, two proposals of terms and a hold, each naming whose it is. */
async function addMoney(trx: Trx, act: Act, customerId: number, said: string): Promise<Record<string, string>> {
  const days = { timezone: 'Asia/Shanghai', monthClosesOn: 31 };
  const invoice = { customerId, number: said, invoicedOn: '2026-10-01', amount: 10_000 };
  await recordReceivables(trx, act, [invoice], days);
  const wanted = { limit: 1, offset: 0, state: 'all', today: '2026-11-23' } as const;
  const { items } = await listReceivables(trx, customerId, wanted);
  const term = { kind: 'monthly', days: 60, startsOn: '2026-12-01', reason: said } as const;
  return {
    receivables: items[0]?.id ?? '',
    'term-proposals': await proposeTerm(trx, act, customerId, term),
    'term-refusals': await proposeTerm(trx, act, customerId, { ...term, days: 61 }),
    'credit-holds': await setHold(trx, act, customerId, said),
  };
}

async function order(trx: Trx, act: Act, customerId: number, number: string): Promise<void> {
  const [productId = 0] = (await upsertProducts(trx, act, [{ code: 'P1', name: '砂浆', category: '辅料' }])).productIds;
  const lines = [{ productId, quantity: 2, unitPrice: 50, amount: 10_000 }];
  const orderedAt = new Date(act.at.getTime() - 86_400_000);
  await recordOrders(trx, act, [{ customerId, number, kind: 'order', orderedAt, lines }], {
    timezone: 'Asia/Shanghai',
  });
}
