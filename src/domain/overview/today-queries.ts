import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { dayEnd, dayStart, formatDay, localDay } from '../../kernel/time.ts';
import { colourOf } from '../../scoring/colour.ts';
import { inScope } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import { readCases } from '../warnings/warnings.ts';
import { shownCases } from './case-queries.ts';
import { readNaming } from './naming-queries.ts';
import { readDone, readOpenTasks, readOwnBands } from './profile-queries.ts';
import { type Naming, referenceOf } from './reference.ts';
import { type Work, warningWork, withinDays } from './work.ts';

const CASES_SHOWN_MAX = 50;
const TASKS_SHOWN_MAX = 100;
/** What a person can do in a day beside the unforeseen. */
const MINUTES_AVAILABLE = 420;

/** What one member has to do: late, due today, this week; and how their customers are. */
export async function today(db: Db, act: Act, memberId: string, reach: CustomerScope) {
  const naming = await readNaming(db);
  const todayDay = localDay(act.at.getTime(), naming.timezone);
  const works = await openWork(db, naming, memberId, reach);
  const [start, end] = [dayStart(todayDay, naming.timezone), dayEnd(todayDay, naming.timezone)];
  const done = await readDone(db, memberId, start);
  const bands = await readOwnBands(db, memberId);
  return {
    today: formatDay(todayDay),
    late: works.filter(({ dueAt }) => dueAt !== null && dueAt < act.at),
    due: works.filter(({ dueAt }) => dueAt !== null && dueAt >= act.at && dueAt <= end),
    week: works.filter(({ dueAt }) => dueAt === null || dueAt > end),
    doneToday: done.done,
    minutes: { done: done.minutes, todo: withinDays(works, end), available: MINUTES_AVAILABLE },
    myCustomers: {
      customers: bands.reduce((sum, band) => sum + band.customers, 0),
      bands: {
        red: 0,
        yellow: 0,
        green: 0,
        unknown: 0,
        ...Object.fromEntries(bands.map((band) => [colourOf(band.colour), band.customers])),
      },
    },
  };
}

async function openWork(db: Db, naming: Naming, memberId: string, reach: CustomerScope): Promise<Work[]> {
  const scope = { kind: 'all' } as const;
  const { items } = await readCases(db, { state: 'open', ownerId: memberId, scope, limit: CASES_SHOWN_MAX, offset: 0 });
  const tasks = await readOpenTasks(db, { ownerId: memberId, limit: TASKS_SHOWN_MAX });
  const warnings = (await shownCases(db, naming, items)).map(warningWork);
  const reached = await reachedOf(db, reach, tasks);
  const others = tasks.map((task): Work => {
    const { id, title, why, minutes, dueAt } = task;
    const said = { title: { zh: title, en: title }, why: { zh: why, en: why } };
    const reachable = reached.has(task.customerId);
    const customer = referenceOf(naming, reachable ? task : { ...task, ...NOT_TOLD });
    return { kind: 'task', id, customer, reachable, ...said, minutes, dueAt, warning: null };
  });
  return [...warnings, ...others].sort(
    (left, right) => (left.dueAt?.getTime() ?? Infinity) - (right.dueAt?.getTime() ?? Infinity),
  );
}

/** Of a customer outside the reach its task says the name only. */
const NOT_TOLD = { tierKey: null, colourCode: null, scoreTenths: null, provisional: null };

async function reachedOf(
  db: Db,
  reach: CustomerScope,
  tasks: readonly { readonly customerId: number }[],
): Promise<Set<number>> {
  const { rows } = await sql<{ customerId: number }>`
    select customer_id as "customerId" from customer
    where customer_id = any(${tasks.map(({ customerId }) => customerId)}::bigint[]) and ${inScope(reach)}`.execute(db);
  return new Set(rows.map(({ customerId }) => customerId));
}
