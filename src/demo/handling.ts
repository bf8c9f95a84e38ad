import type { Database } from '../database/connect.ts';
import { type ContactReason, contactCase } from '../domain/warnings/warnings.ts';
import { memberAct } from '../kernel/act.ts';
import { DAY_MS, MINUTE_MS } from '../kernel/time.ts';
import type { MovingClock } from './clock.ts';
import { Random } from './random.ts';
import type { DemoCompany } from './types.ts';

/** Share of open cases that the owner has called about by the next judged day, and of the go-live list. */
const CONTACTED_SHARE = 0.4;
const STOCK_CONTACTED_SHARE = 0.1;
const AGE_MS = 2.5 * DAY_MS;
const CASES_MAX = 40;
const MINUTES_APART = 9;

const REASONS: readonly (readonly [ContactReason, number])[] = [
  ['stock_full', 22],
  ['project_gap', 24],
  ['cash', 16],
  ['price', 12],
  ['competitor', 8],
  ['complaint', 8],
  ['no_answer', 10],
];

const NOTES: Partial<Record<ContactReason, string>> = {
  stock_full: '仓库还有三周的量，月底再下单',
  project_gap: '上个项目收尾，下个项目合同在走',
  cash: '回款慢，这个月先压一压',
  price: '说同城便宜两个点，要我们给个话',
  competitor: '有别家送样，还没定',
  complaint: '嫌上次到货晚，要先解决',
};

/** Lets the owners call about the cases that wait, from the clock's moment on, one after the other; some they miss. */
export async function handleWarnings(database: Database, clock: MovingClock, company: DemoCompany): Promise<void> {
  const waiting = await waitingCases(database, clock);
  const random = new Random(company.seed, `cases ${clock.now().toISOString()}`);
  for (const { customerId, caseId, ownerId, stock } of waiting) {
    if (!random.chance(stock ? STOCK_CONTACTED_SHARE : CONTACTED_SHARE)) continue;
    clock.moveTo(new Date(clock.now().getTime() + MINUTES_APART * MINUTE_MS));
    const reason = random.weighted(REASONS);
    const note = NOTES[reason] ?? '';
    const channel = random.pick(['phone', 'phone', 'wecom', 'visit'] as const);
    await database.app
      .transaction()
      .execute((trx) => contactCase(trx, memberAct(ownerId, clock), { customerId, caseId, reason, note, channel }));
  }
}

interface WaitingCase {
  customerId: number;
  caseId: string;
  ownerId: string;
  stock: boolean;
}

/** Open cases of levels 1 and 2 that nobody has spoken about and that are older than two days and a half. */
async function waitingCases(database: Database, clock: MovingClock): Promise<WaitingCase[]> {
  const rows = await database.app
    .selectFrom('warning_case')
    .innerJoin('customer', 'customer.customer_id', 'warning_case.customer_id')
    .leftJoin('warning_contact', (join) =>
      join
        .onRef('warning_contact.customer_id', '=', 'warning_case.customer_id')
        .onRef('warning_contact.case_id', '=', 'warning_case.id'),
    )
    .select([
      'warning_case.customer_id as customerId',
      'warning_case.id as caseId',
      'warning_case.owner_id as ownerId',
      'stock',
    ])
    .where('warning_case.ended_at', 'is', null)
    .where('warning_contact.id', 'is', null)
    .where('level', '<', 3)
    .where('opened_at', '<=', new Date(clock.now().getTime() - AGE_MS))
    .orderBy('warning_case.customer_id')
    .limit(CASES_MAX)
    .execute();
  return rows.flatMap(({ ownerId, ...row }) => (ownerId === null ? [] : [{ ...row, ownerId }]));
}
