import { createCustomer, setOwner } from '../src/domain/customers/customers.ts';
import type { Office, PersonKey } from './office.ts';
import type { World } from './world.ts';

/** Who may own a customer, seen from the account manager: themself as A or B, a colleague, a stranger, nobody. */
export const OWNERSHIPS: readonly Ownership[] = [
  { key: 'own', ownerA: 'account_manager', ownerB: null },
  { key: 'second', ownerA: 'stranger', ownerB: 'account_manager' },
  { key: 'colleagues', ownerA: 'colleague', ownerB: null },
  { key: 'strangers', ownerA: 'stranger', ownerB: null },
  { key: 'nobodys', ownerA: null, ownerB: null },
];

interface Ownership {
  readonly key: string;
  readonly ownerA: PersonKey | null;
  readonly ownerB: PersonKey | null;
}

export interface BookCustomer extends Ownership {
  readonly customerId: number;
  readonly publicId: string;
  readonly name: string;
}

/** A small book of customers, one of each ownership. */
export interface Book {
  readonly customers: readonly BookCustomer[];
}

export async function createBook(world: World, office: Office): Promise<Book> {
  const customers: BookCustomer[] = [];
  for (const ownership of OWNERSHIPS) customers.push(await addCustomer(world, office, ownership));
  return { customers };
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
    return { ...ownership, customerId, publicId, name };
  });
}
