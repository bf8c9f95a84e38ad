/**
 * What this device keeps for its member between two page loads: what was written and not sent yet, who they are, and
 * the names of their own customers. Nothing else of a customer is ever kept. Leaving clears it.
 */
import type { Session } from '../../client/shapes.ts';
import type { Entry, EntryStore } from './entry.ts';

/** A customer as the pages name it where nothing can be asked. */
export interface KnownCustomer {
  readonly publicId: string;
  readonly name: string;
}

const DATABASE = 'changke';
const VERSION = 1;
/** Entries have a number in the order of writing; the others are single values by name. */
const ENTRIES = 'entries';
const VALUES = 'values';

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ENTRIES, { keyPath: 'order', autoIncrement: true });
      request.result.createObjectStore(VALUES);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB does not open'));
  });
  return opened;
}

/** One transaction; its result counts only once it is on the disk. */
async function transact<Result>(
  name: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result> | undefined,
): Promise<Result | undefined> {
  const transaction = (await database()).transaction(name, mode, { durability: 'strict' });
  const request = work(transaction.objectStore(name));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB gave up'));
  });
}

type Kept = Entry & { readonly order?: number };

async function keptEntries(): Promise<readonly Kept[]> {
  return (await transact<Kept[]>(ENTRIES, 'readonly', (store) => store.getAll())) ?? [];
}

/** The entries of this device, in the order of writing. */
export const entryStore: EntryStore = {
  all: keptEntries,
  put: async (entry) => {
    const known = (await keptEntries()).find(({ id }) => id === entry.id);
    await transact(ENTRIES, 'readwrite', (store) =>
      store.put(known?.order === undefined ? entry : { ...entry, order: known.order }),
    );
  },
  remove: async (id) => {
    const known = (await keptEntries()).find((entry) => entry.id === id);
    const order = known?.order;
    if (order !== undefined) await transact(ENTRIES, 'readwrite', (store) => store.delete(order));
  },
};

/** Who works on this device, for a page that is opened without a signal. */
export async function keepSession(session: Session): Promise<void> {
  await transact(VALUES, 'readwrite', (store) => store.put(session, 'session')).catch(() => undefined);
}

export async function keptSession(): Promise<Session | null> {
  const kept = await transact<Session>(VALUES, 'readonly', (store) => store.get('session')).catch(() => undefined);
  return kept ?? null;
}

export async function keepCustomers(customers: readonly KnownCustomer[]): Promise<void> {
  await transact(VALUES, 'readwrite', (store) => store.put(customers, 'customers')).catch(() => undefined);
}

export async function keptCustomers(): Promise<readonly KnownCustomer[]> {
  const kept = await transact<readonly KnownCustomer[]>(VALUES, 'readonly', (store) => store.get('customers')).catch(
    () => undefined,
  );
  return kept ?? [];
}

/** A session that ended by itself: who it was and their customers go, what they wrote stays until they are back. */
export async function forgetPerson(): Promise<void> {
  await transact(VALUES, 'readwrite', (store) => store.clear()).catch(() => undefined);
}

/** Leaving on purpose: everything goes, also what could not be sent. */
export async function forgetAll(): Promise<void> {
  await forgetPerson();
  await transact(ENTRIES, 'readwrite', (store) => store.clear()).catch(() => undefined);
}
