import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { DAY_MS, formatDay, localDay, parseDay } from '../../kernel/time.ts';
import type { WorkingCalendar } from '../../kernel/working-time.ts';
import type { Plan, PlanWarning } from '../../plan/plan.ts';
import { record as audit } from '../audit/audit.ts';
import { loadCalendar } from '../clocks/clocks.ts';
import { lockCustomers, ownerFor, rolesOf } from '../customers/customers.ts';
import { firstLiveRun, standingSignals } from '../health/health.ts';
import { recordInteraction } from '../interactions/interactions.ts';
import { activePlan } from '../plans/plans.ts';
import { askCreditControl, settleCreditControl } from '../receivables/receivables.ts';
import { limitOf, NO_LIMIT } from './limit.ts';
import { readConcerned, readOpenCases, readRested } from './queries.ts';
import {
  type CaseChange,
  type ContactReason,
  caseChange,
  contactReasons,
  type Level,
  type Outcome,
  type Signal,
} from './warning.ts';

export { recomputeDueTimes } from './due-acts.ts';
export {
  type Case,
  type CaseCounts,
  type CaseState,
  type CaseWish,
  countCases,
  countChosen,
  readCases,
} from './queries.ts';
export type { ContactReason, Level, Outcome, Signal } from './warning.ts';

/** The hand-raised rule 3.1: the customer said it may change its supplier. */
export const SUPPLIER_CHANGE = 'change_supplier';
/** Money that is late is a matter of credit control as well as of who leads the customer. */
const PAYMENT_LATE = 'payment_late';
const ENDED = { zh: '预警已结束', en: 'The warning has ended' };
/** After a person ended a case the same signal is quiet for so long (domain 4.3). */
const QUIET_DAYS = 45;
/** A transaction holds back the acts on all customers for its moment, so it takes few. */
const CUSTOMERS_PER_SYNC_MAX = 200;

/**
 * Makes the cases say what the signals say: opens, joins, raises, ends. Doing it twice is harmless. `ids` null means
 * the whole book. Answers how many cases changed.
 */
export async function syncCases(db: Db, act: Act, ids: readonly number[] | null = null): Promise<number> {
  const { plan } = await activePlan(db);
  const stock = await isGoLive(db, act, plan);
  const calendar = await loadCalendar(db);
  const concerned = ids ?? (await readConcerned(db));
  let changed = 0;
  for (let start = 0; start < concerned.length; start += CUSTOMERS_PER_SYNC_MAX) {
    const some = concerned.slice(start, start + CUSTOMERS_PER_SYNC_MAX);
    changed += await db.transaction().execute((trx) => syncSome(trx, act, { plan, calendar, stock }, some));
  }
  return changed;
}

/** Nobody else opens or ends a case of these customers meanwhile, so none is opened twice. */
async function syncSome(trx: Trx, act: Act, by: Governing, ids: readonly number[]): Promise<number> {
  await lockCustomers(trx, ids);
  const open = await readOpenCases(trx, ids);
  const rested = await readRested(trx, ids, new Date(act.at.getTime() - QUIET_DAYS * DAY_MS));
  const standing = (await standingSignals(trx, ids)).filter(
    ({ customerId, key, level }) => open.has(customerId) || !rested.has(`${customerId} ${key} ${level}`),
  );
  const signals = Map.groupBy(standing, ({ customerId }) => customerId);
  const customers = new Set([...open.keys(), ...signals.keys()]);
  const changes = [...customers].flatMap(
    (customerId) => caseChange(customerId, signals.get(customerId) ?? [], open.get(customerId) ?? null) ?? [],
  );
  for (const change of changes) await applyChange(trx, act, { ...by, change });
  return changes.length;
}

/**
 * What is so on the first day, or on the first day of a further kind of data, is a stock list (存量盘点), not a hundred
 * warnings.
 */
async function isGoLive(db: Db, act: Act, plan: Plan): Promise<boolean> {
  const today = localDay(act.at.getTime(), plan.timezone);
  const first = await firstLiveRun(db, plan.timezone);
  if (first !== null && parseDay(first) === today) return true;
  const { rows } = await sql<{ isNew: boolean }>`
    select exists (
      select from import_run where finished_at is not null and failure is null and not dry_run
      group by kind having (min(finished_at) at time zone ${plan.timezone})::date = ${formatDay(today)}::date) as "isNew"`.execute(
    db,
  );
  return rows[0]?.isNew ?? false;
}

interface Governing {
  readonly plan: Plan;
  readonly calendar: WorkingCalendar;
  /** It is the first day of the plan: what is so then is stock. */
  readonly stock: boolean;
}

interface Applied extends Governing {
  readonly change: CaseChange;
}

async function applyChange(trx: Trx, act: Act, applied: Applied): Promise<void> {
  const { change, plan } = applied;
  const { customerId, open, level } = change;
  const caseId = open?.id ?? (await openCase(trx, act, applied));
  if (open && level > open.level) {
    const rule = gravestRule(plan, level, change.raise);
    const owner_id = await ownerOf(trx, act, customerId, rule);
    await trx
      .updateTable('warning_case')
      .set({ level, risk: change.risk, owner_id, ...urgency(rule, applied, level, act.at) })
      .where('customer_id', '=', customerId)
      .where('id', '=', open.id)
      .execute();
  }
  await raiseSignals(trx, act, caseId, change.raise);
  const late = change.raise.find(({ key }) => key === PAYMENT_LATE);
  if (late && !applied.stock)
    await askCreditControl(trx, act, { customerId, id: caseId, matter: 'payment_late', said: late.said });
  await clearSignals(trx, act, customerId, change.clear);
  if (change.ends) await endRecovered(trx, act, customerId, caseId);
}

async function openCase(trx: Trx, act: Act, applied: Applied): Promise<string> {
  const { customerId, level, risk, raise } = applied.change;
  const id = newId(act.at);
  const rule = gravestRule(applied.plan, level, raise);
  const owner_id = await ownerOf(trx, act, customerId, rule);
  const urgent = urgency(rule, applied, level, act.at);
  const row = { customer_id: customerId, id, level, risk, owner_id, opened_at: act.at, ...urgent };
  await trx.insertInto('warning_case').values(row).execute();
  return id;
}

/** What lies in stock has no limit; level 3 never does, and a case that rises later leaves it. */
function urgency(rule: PlanWarning | undefined, { plan, calendar, stock }: Governing, level: Level, at: Date) {
  if (stock && level < 3) return { stock: true, ...NO_LIMIT };
  return { stock: false, ...(rule ? limitOf(rule.act.within, at, calendar, plan.timezone) : NO_LIMIT) };
}

/**
 * Open cases follow their customer: one that belonged to an A role of before, or to nobody, goes to the A role of now.
 * Those of an executive or a lead stay with them.
 */
export async function handOverCases(db: Db): Promise<void> {
  await sql`
    update warning_case set owner_id = customer.owner_a
    from customer
    where customer.customer_id = warning_case.customer_id and warning_case.ended_at is null
      and warning_case.owner_id is distinct from customer.owner_a
      and (warning_case.owner_id is null or exists (
        select from customer_owner_change change
        where change.customer_id = warning_case.customer_id and change.part = 'a'
          and change.from_member = warning_case.owner_id
          and change.changed_at >= warning_case.opened_at))`.execute(db);
}

/** Who acts by the plan's word, as the role that does it here. */
const ROLE_OF: Readonly<Record<string, 'executive' | 'retention_lead'>> = {
  executive_sponsor: 'executive',
  success_supervisor: 'retention_lead',
};

/**
 * The person of the gravest rule that speaks: the customer's own sponsor before any other executive. A role that nobody
 * holds falls to who leads the customer.
 */
async function ownerOf(trx: Trx, act: Act, customerId: number, rule: PlanWarning | undefined): Promise<string | null> {
  const role = rule === undefined ? undefined : ROLE_OF[rule.act.by];
  if (role === 'executive') {
    const sponsor = (await rolesOf(trx, customerId, act.at)).find((held) => held.role === 'sponsor');
    if (sponsor) return sponsor.member.id;
  }
  const holder = role === undefined ? undefined : await firstOfRole(trx, role);
  return holder?.id ?? ownerFor(trx, customerId, { at: act.at });
}

function firstOfRole(trx: Trx, role: 'executive' | 'retention_lead') {
  return trx
    .selectFrom('member')
    .select('id')
    .where('role', '=', role)
    .where('left_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** The rule that decides who acts and by when: of those that speak, the one of the case's level. */
function gravestRule(plan: Plan, level: Level, signals: readonly Signal[]): PlanWarning | undefined {
  const keys = new Set(signals.filter((signal) => signal.level === level).map(({ key }) => key));
  return plan.warnings.find(({ key }) => keys.has(key)) ?? plan.warnings.find((each) => each.level === level);
}

async function raiseSignals(trx: Trx, act: Act, caseId: string, signals: readonly Signal[]): Promise<void> {
  if (signals.length === 0) return;
  const rows = signals.map(({ customerId, key, level, risk, said }) => ({
    customer_id: customerId,
    id: newId(act.at),
    case_id: caseId,
    key,
    level,
    risk,
    sentence: JSON.stringify(said),
    raised_at: act.at,
    raised_by: act.memberId,
  }));
  await trx.insertInto('warning_signal').values(rows).execute();
}

async function clearSignals(trx: Trx, act: Act, customerId: number, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('warning_signal')
    .set({ cleared_at: act.at })
    .where('customer_id', '=', customerId)
    .where('id', 'in', ids)
    .execute();
}

/** The facts themselves ended it; the cause is what the customer said at the last contact, if anybody asked. */
async function endRecovered(trx: Trx, act: Act, customerId: number, caseId: string): Promise<void> {
  const contact = await trx
    .selectFrom('warning_contact')
    .select('reason')
    .where('customer_id', '=', customerId)
    .where('case_id', '=', caseId)
    .orderBy('contacted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  await writeEnding(trx, act, {
    customerId,
    caseId,
    outcome: 'recovered',
    cause: contact?.reason ?? 'signals_cleared',
  });
}

export interface Contacted {
  readonly customerId: number;
  readonly caseId: string;
  readonly reason: ContactReason;
  readonly note?: string;
  readonly channel: 'phone' | 'wecom' | 'visit';
}

/** Somebody spoke with the customer, or tried to: one tap writes the contact and its reason; closing is not meant. */
export async function contactCase(trx: Trx, act: Act, contacted: Contacted): Promise<void> {
  const { customerId, caseId, reason, note = '', channel } = contacted;
  await assertOpen(trx, customerId, caseId);
  const twoWay = reason !== 'no_answer';
  const summary = [contactReasons[reason].zh, note].filter((part) => part !== '').join('：');
  const interactionId = await recordInteraction(trx, act, customerId, {
    channel,
    direction: 'out',
    twoWay,
    outcome: twoWay ? 'talked' : 'no_answer',
    summary,
    competitorSignal: reason === 'competitor' ? 1 : null,
    occurredAt: act.at,
  });
  const row = { customer_id: customerId, id: newId(act.at), case_id: caseId, interaction_id: interactionId, reason };
  await trx
    .insertInto('warning_contact')
    .values({ ...row, contacted_at: act.at, contacted_by: act.memberId })
    .execute();
  await audit(trx, act, {
    action: 'contacted',
    subject: 'warning',
    subjectId: caseId,
    customerId,
    details: { reason },
  });
}

export interface Ending {
  readonly customerId: number;
  readonly caseId: string;
  readonly outcome: Outcome;
  readonly cause: string;
}

/** A person closes a case and says why. */
export async function endCase(trx: Trx, act: Act, ending: Ending): Promise<void> {
  const { customerId, caseId, outcome } = ending;
  await assertOpen(trx, customerId, caseId);
  await writeEnding(trx, act, ending);
  await audit(trx, act, { action: 'ended', subject: 'warning', subjectId: caseId, customerId, details: { outcome } });
}

async function writeEnding(trx: Trx, act: Act, { customerId, caseId, outcome, cause }: Ending): Promise<void> {
  const row = { customer_id: customerId, case_id: caseId, outcome, cause, ended_at: act.at, ended_by: act.memberId };
  await trx.insertInto('warning_ending').values(row).execute();
  await trx
    .updateTable('warning_case')
    .set({ ended_at: act.at })
    .where('customer_id', '=', customerId)
    .where('id', '=', caseId)
    .execute();
  await settleCreditControl(trx, act, customerId, caseId, ENDED);
}

async function assertOpen(trx: Trx, customerId: number, caseId: string): Promise<void> {
  await lockCustomers(trx, [customerId]);
  const { rows } = await sql<{ endedAt: Date | null }>`
    select ended_at as "endedAt" from warning_case
    where customer_id = ${customerId} and id = ${caseId}`.execute(trx);
  const [found] = rows;
  if (!found) throw new AppError('not_found', { what: 'warning' });
  if (found.endedAt !== null) throw new AppError('warning_ended');
}

/**
 * The customer said that it may change its supplier (rule 3.1, raised by hand): a level 3 case at once. Saying it again
 * while the case is open adds the contact only. Answers the case.
 */
export async function threatenSupplierChange(
  trx: Trx,
  act: Act,
  { customerId, said }: { customerId: number; said: string },
): Promise<string> {
  await lockCustomers(trx, [customerId]);
  await recordInteraction(trx, act, customerId, {
    channel: 'phone',
    direction: 'in',
    twoWay: true,
    outcome: 'other',
    summary: said,
    supplierChangeThreatened: true,
    occurredAt: act.at,
  });
  const { plan } = await activePlan(trx);
  const calendar = await loadCalendar(trx);
  const open = (await readOpenCases(trx, [customerId])).get(customerId) ?? null;
  const sentence = { zh: `客户说：“${said}”`, en: `The customer said: "${said}"` };
  const signal: Signal = { customerId, key: SUPPLIER_CHANGE, level: 3, risk: 'external', said: sentence };
  const isKnown = open?.signals.some(({ key }) => key === SUPPLIER_CHANGE) ?? false;
  if (open && isKnown) return open.id;
  const change: CaseChange = { customerId, open, level: 3, risk: 'external', raise: [signal], clear: [], ends: false };
  await applyChange(trx, act, { change, plan, calendar, stock: false });
  const caseId = (await readOpenCases(trx, [customerId])).get(customerId)?.id ?? '';
  await audit(trx, act, { action: 'raised', subject: 'warning', subjectId: caseId, customerId });
  return caseId;
}
