import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { addContact, changeContact, createCustomer, listContacts, recordConsent, recordConsents } from './customers.ts';
import { leaveContact, returnContact } from './departure-acts.ts';
import { addKnownPerson } from './people-acts.ts';

const ALL = { kind: 'all' } as const;
const CUSTOMERS = 3;

let world: World;
let customers: number[];

beforeAll(async () => {
  world = await createWorld();
  customers = [];
  for (let at = 0; at < CUSTOMERS; at++) {
    const made = await act((trx) => createCustomer(trx, world.act(), { name: `客户${at}` }));
    customers.push(made.customerId);
  }
});
afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  world.clock.advance({ minutes: 1 });
  return world.db.transaction().execute(work);
}

const post = fc.nat(5);
const step = fc.oneof(
  fc.record({ does: fc.constant('join' as const), at: fc.nat(CUSTOMERS - 1) }),
  fc.record({ does: fc.constant('leave' as const), post }),
  fc.record({ does: fc.constant('return' as const), post }),
  fc.record({ does: fc.constant('birthday' as const), post, day: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ does: fc.constant('phone' as const), post, digit: fc.nat(9) }),
  fc.record({ does: fc.constant('say' as const), post, given: fc.boolean() }),
  // What an import tells late: said at some earlier moment, known only now.
  fc.record({
    does: fc.constant('saidBefore' as const),
    post,
    given: fc.boolean(),
    minutes: fc.integer({ min: 1, max: 40 }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Kind> ? Kind : never;

interface Post {
  readonly customerId: number;
  readonly id: string;
}

/** One step of a person's life with us. */
async function take(one: Step, posts: Post[], personId: string): Promise<void> {
  if (one.does === 'join') {
    const customerId = customers[one.at] ?? 0;
    const where = { customerId, personId, scope: ALL };
    posts.push({ customerId, id: await act((trx) => addKnownPerson(trx, world.act(), where, {})) });
    return;
  }
  const { customerId, id } = posts[one.post % posts.length] ?? { customerId: 0, id: '' };
  const said = { channel: 'sms', source: '测试' } as const;
  const doing = {
    leave: () => act((trx) => leaveContact(trx, world.act(), { customerId, contactId: id, scope: ALL })),
    return: () => act((trx) => returnContact(trx, world.act(), customerId, id)),
    birthday: (day: number) =>
      act((trx) => changeContact(trx, world.act(), customerId, id, { birthday: `1980-01-0${day}` })),
    phone: (digit: number) =>
      act((trx) => changeContact(trx, world.act(), customerId, id, { phone: `1390000000${digit}` })),
    say: (given: boolean) => act((trx) => recordConsent(trx, world.act(), customerId, id, { ...said, given })),
    saidBefore: (given: boolean, minutes: number) => {
      const changedAt = new Date(world.clock.now().getTime() - minutes * 60_000);
      const row = { ...said, given, changedAt, customerId, contactId: id };
      return act((trx) => recordConsents(trx, world.act(), [row]));
    },
  };
  if (one.does === 'leave' || one.does === 'return') await doing[one.does]();
  else if (one.does === 'birthday') await doing.birthday(one.day);
  else if (one.does === 'phone') await doing.phone(one.digit);
  else if (one.does === 'say') await doing.say(one.given);
  else await doing.saidBefore(one.given, one.minutes);
}

it('name, phone, birthday and consent are the same in all posts a person holds, whatever happened', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
      const [first = 0] = customers;
      const id = await act((trx) => addContact(trx, world.act(), first, { name: '某人', phone: '13900000000' }));
      const posts: Post[] = [{ customerId: first, id }];
      const known = (await listContacts(world.db, first)).find((contact) => contact.id === id);
      for (const one of steps) await take(one, posts, known?.personId ?? '');
      const all = (await Promise.all(customers.map((customerId) => listContacts(world.db, customerId)))).flat();
      const held = all.filter((contact) => contact.personId === known?.personId && contact.leftAt === null);
      const shown = held.map(({ name, phoneMasked, birthday, consents }) =>
        JSON.stringify({ name, phoneMasked, birthday, consents }),
      );
      expect(new Set(shown).size).toBeLessThanOrEqual(1);
    }),
    { numRuns: 25, seed: 20_261_123 },
  );
});
