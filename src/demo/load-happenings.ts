import { sql } from 'kysely';
import type { Trx } from '../database/connect.ts';
import { addSpan } from '../domain/clocks/clocks.ts';
import { addPost } from '../domain/customers/contact-acts.ts';
import { setOwner, setTag } from '../domain/customers/customers.ts';
import { addDate } from '../domain/customers/date-acts.ts';
import { leaveContact } from '../domain/customers/departure-acts.ts';
import { assignRole } from '../domain/customers/role-acts.ts';
import { answerHandOver, handOver, receiveHandOver } from '../domain/needs/needs.ts';
import { releaseCustomer } from '../domain/pool/pool.ts';
import { agreeTerm, disputeReceivable, setHold } from '../domain/receivables/receivables.ts';
import { type Act, type Clock, memberAct } from '../kernel/act.ts';
import { assert } from '../kernel/errors.ts';
import { dayEnd, formatDay, parseDay } from '../kernel/time.ts';
import { type Keys, known } from './load-ground.ts';
import type { DemoCompany, Happening } from './types.ts';

/** What is needed of the telling besides the keys: where the needs went that were told before. */
interface Told {
  readonly company: DemoCompany;
  readonly keys: Keys;
  readonly needs: ReadonlyMap<string, string>;
}

/** Does what people did about single customers in a span, each act by the person who did it, in order of days. */
export async function loadHappenings(
  trx: Trx,
  clock: Clock,
  told: Told,
  happenings: readonly Happening[],
): Promise<void> {
  for (const happening of happenings.toSorted((one, other) => one.day.localeCompare(other.day))) {
    const act = memberAct(known(told.keys.members, happening.by), clock);
    const customerId = known(told.keys.customers, happening.customerKey);
    await happen(trx, act, told, customerId, happening);
  }
}

async function happen(trx: Trx, act: Act, told: Told, customerId: number, happening: Happening): Promise<void> {
  switch (happening.what) {
    case 'owner':
    case 'role':
    case 'line':
    case 'collaborator':
    case 'released':
      return ofTeam(trx, act, told, customerId, happening);
    case 'left':
    case 'post':
    case 'date':
      return ofPeople(trx, act, told, customerId, happening);
    case 'handed':
    case 'received':
      return ofNeeds(trx, act, told, customerId, happening);
    case 'tag':
      return setTag(trx, act, customerId, happening);
    default:
      return ofPapers(trx, act, customerId, happening);
  }
}

type OfTeam = Extract<Happening, { what: 'owner' | 'role' | 'line' | 'collaborator' | 'released' }>;

async function ofTeam(trx: Trx, act: Act, { company, keys }: Told, customerId: number, given: OfTeam): Promise<void> {
  if (given.what === 'released') return releaseCustomer(trx, act, customerId, given.reason);
  const memberId = known(keys.members, given.memberKey);
  if (given.what === 'owner') {
    return setOwner(trx, act, customerId, { part: given.part, memberId, reason: given.reason });
  }
  if (given.what === 'role') await assignRole(trx, act, customerId, { role: given.role, memberId });
  else if (given.what === 'line') {
    const categoryId = await idOf<number>(trx, sql`select id from category where name = ${given.categoryKey}`);
    await assignRole(trx, act, customerId, { role: 'line_owner', categoryId, memberId });
  } else {
    const endsAt = dayEnd(parseDay(given.until), company.timezone);
    await assignRole(trx, act, customerId, { role: 'collaborator', memberId, purpose: given.purpose, endsAt });
  }
}

type OfPeople = Extract<Happening, { what: 'left' | 'post' | 'date' }>;

async function ofPeople(trx: Trx, act: Act, { keys }: Told, customerId: number, given: OfPeople): Promise<void> {
  if (given.what === 'date') {
    await addDate(trx, act, customerId, { kind: given.kind, day: given.on, note: given.note });
    return;
  }
  const contactId = known(keys.contacts, given.contactKey);
  if (given.what === 'left') {
    const successor = given.successor === null ? {} : { successor: { name: given.successor } };
    const who = { customerId, contactId, scope: { kind: 'all' } as const };
    await leaveContact(trx, act, who, { leftOn: given.day, ...successor });
    return;
  }
  const personId = await idOf<string>(trx, sql`select person_id as id from contact where id = ${contactId}`);
  await addPost(trx, act, customerId, { personId, fields: { post: given.title, role: 'payer', fromOn: given.day } });
}

type OfNeeds = Extract<Happening, { what: 'handed' | 'received' }>;

async function ofNeeds(trx: Trx, act: Act, told: Told, customerId: number, given: OfNeeds): Promise<void> {
  const needId = known(told.needs, given.need);
  if (given.what === 'handed') {
    const team = told.company.teams.find((each) => each.key === given.team);
    const toTeam = await idOf<string>(trx, sql`select id from team where name = ${team?.name ?? ''}`);
    const { message, dueOn } = given;
    await handOver(trx, act, customerId, { needId }, { toTeam, message, dueOn });
    return;
  }
  const id = await idOf<string>(
    trx,
    sql`select id from hand_over where customer_id = ${customerId} and need_id = ${needId}`,
  );
  if (given.answer === null) return receiveHandOver(trx, act, id);
  await answerHandOver(trx, act, id, { answer: 'accepted', text: given.answer });
}

type OfPapers = Extract<Happening, { what: 'terms' | 'hold' | 'dispute' }>;

async function ofPapers(trx: Trx, act: Act, customerId: number, given: OfPapers): Promise<void> {
  if (given.what === 'hold') await setHold(trx, act, customerId, given.reason);
  else if (given.what === 'terms') {
    const { kind, days, day, reason } = given;
    await agreeTerm(trx, act, customerId, { kind, days, startsOn: day, movesOpen: true, reason });
  } else {
    const invoice = sql`select id from receivable where customer_id = ${customerId} and number = ${given.invoice}`;
    const id = await idOf<string>(trx, invoice);
    await disputeReceivable(trx, act, customerId, id, { since: given.day, reason: given.reason });
  }
}

async function idOf<Id>(trx: Trx, select: ReturnType<typeof sql>): Promise<Id> {
  const { rows } = await select.execute(trx);
  const [row] = rows as { id: Id }[];
  assert(row !== undefined, 'what the demo names was brought in before');
  return row.id;
}

const STOP_DAYS_AGO = [38, 12] as const;

/** Works in the north stood still for some weeks of this autumn (环保限产): told before it began. */
export async function loadSeason(trx: Trx, act: Act, { today }: DemoCompany): Promise<void> {
  const [fromOn, toOn] = STOP_DAYS_AGO.map((ago) => formatDay(parseDay(today) - ago));
  assert(fromOn !== undefined && toOn !== undefined, 'a span has two ends');
  await addSpan(trx, act, { name: '秋季环保限产', fromOn, toOn, weight: 0.4, regions: ['华北'] });
}
