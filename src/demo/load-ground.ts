import type { Trx } from '../database/connect.ts';
import { type CustomerRow, contactsOf, recordConsents, upsertCustomers } from '../domain/customers/customers.ts';
import { upsertProducts } from '../domain/products/products.ts';
import type { Act } from '../kernel/act.ts';
import { assert } from '../kernel/errors.ts';
import { ownersBefore } from './ties.ts';
import type { DemoCompany, DemoContact, DemoCustomer } from './types.ts';

const CHANNELS = ['phone', 'wecom', 'email', 'sms'] as const;

/** What the demo's keys became in the database. */
export interface Keys {
  members: ReadonlyMap<string, string>;
  products: ReadonlyMap<string, number>;
  customers: ReadonlyMap<string, number>;
  contacts: ReadonlyMap<string, string>;
}

/** Brings in what the company sells and whom it sells to, with their contacts and consents. */
export async function loadGround(
  trx: Trx,
  act: Act,
  company: DemoCompany,
  members: ReadonlyMap<string, string>,
): Promise<Keys> {
  const products = await loadProducts(trx, act, company);
  const customers = await loadCustomers(trx, act, company, members);
  const contacts = await contactIds(trx, company, customers);
  const keys = { members, products, customers, contacts };
  await loadConsents(trx, act, company, keys);
  return keys;
}

async function loadProducts(trx: Trx, act: Act, { categories, products }: DemoCompany): Promise<Map<string, number>> {
  const parents = new Map(categories.map((category) => [category.key, category.parentKey]));
  const rows = products.map((product) => ({
    code: product.key,
    name: product.name,
    category: product.categoryKey,
    parentCategory: parents.get(product.categoryKey) ?? null,
    spec: product.specification,
    unit: product.unit,
  }));
  const { productIds } = await upsertProducts(trx, act, rows);
  return new Map(products.map((product, index) => [product.key, productIds[index]]));
}

/** A row carries one contact, so customers come once per contact: the first time they are made, then they gain one. */
async function loadCustomers(
  trx: Trx,
  act: Act,
  company: DemoCompany,
  members: ReadonlyMap<string, string>,
): Promise<Map<string, number>> {
  const contacts = Map.groupBy(company.contacts, (contact) => contact.customerKey);
  const groups = new Map(company.groups.map((group) => [group.key, group.name]));
  const before = ownersBefore(company);
  const rows = company.customers.map((customer) => {
    const ownerA = before.get(customer.key) ?? customer.ownerA;
    return customerRow({ ...customer, ownerA }, groups, members);
  });
  const withContact = (turn: number) =>
    rows.flatMap((row) => {
      const contact = contacts.get(row.externalId)?.[turn];
      return contact === undefined && turn > 0 ? [] : [{ ...row, ...contactFields(contact) }];
    });
  const { customerIds } = await upsertCustomers(trx, act, withContact(0), { quiet: true });
  const turns = Math.max(...[...contacts.values()].map((list) => list.length));
  for (let turn = 1; turn < turns; turn += 1) await upsertCustomers(trx, act, withContact(turn), { quiet: true });
  return new Map(company.customers.map((customer, index) => [customer.key, customerIds[index]]));
}

function customerRow(
  customer: DemoCustomer,
  groups: ReadonlyMap<string, string>,
  members: ReadonlyMap<string, string>,
): CustomerRow & { externalId: string } {
  return {
    externalId: customer.key,
    kind: 'company',
    name: customer.name,
    shortName: customer.shortName,
    groupName: customer.groupKey === null ? null : (groups.get(customer.groupKey) ?? null),
    industry: customer.trade,
    region: customer.region,
    city: customer.city,
    country: '中国',
    since: customer.since,
    pattern: customer.pattern === 'project' ? 'project' : null,
    terms: customer.terms,
    taxNumber: customer.taxNumber,
    address: customer.address,
    phone: customer.phone,
    ownerA: members.get(customer.ownerA) ?? null,
    ownerB: members.get(customer.ownerB) ?? null,
    tags: customer.tags,
  };
}

function contactFields(contact: DemoContact | undefined): Partial<CustomerRow> {
  if (contact === undefined) return {};
  const { name, title, role, phone, email } = contact;
  return { contactName: name, contactPost: title, contactRole: role, contactPhone: phone, contactEmail: email };
}

async function contactIds(
  trx: Trx,
  company: DemoCompany,
  customers: ReadonlyMap<string, number>,
): Promise<Map<string, string>> {
  const found = await contactsOf(trx, [...customers.values()]);
  const byName = new Map(found.map((contact) => [`${contact.customerId} ${contact.name}`, contact.id]));
  return new Map(
    company.contacts.map(({ key, customerKey, name }) => {
      const id = byName.get(`${customers.get(customerKey)} ${name}`);
      assert(id !== undefined, `contact ${key} was brought in`);
      return [key, id];
    }),
  );
}

async function loadConsents(trx: Trx, act: Act, { contacts }: DemoCompany, keys: Keys): Promise<void> {
  const rows = contacts.flatMap(({ key, customerKey, consent }) =>
    CHANNELS.map((channel) => ({
      customerId: known(keys.customers, customerKey),
      contactId: known(keys.contacts, key),
      channel,
      given: consent[channel],
      source: '年度资料核对',
    })),
  );
  await recordConsents(trx, act, rows, { quiet: true });
}

/** The number of a key that was brought in before. */
export function known<Id>(ids: ReadonlyMap<string, Id>, key: string): Id {
  const id = ids.get(key);
  assert(id !== undefined, `${key} is brought in before it is named`);
  return id;
}
