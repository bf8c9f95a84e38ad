import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import type { Language } from '../../kernel/errors.ts';
import { dueAt } from '../../kernel/working-time.ts';
import { loadCalendar } from '../clocks/clocks.ts';
import { findActivePlan } from '../plans/plans.ts';
import { completeTasks, createTasks } from '../tasks/tasks.ts';
import { CONTROL_WITHIN, type ControlMatter, controlTask } from './control.ts';

/** Before a plan says where the company is. */
const ZONE_DEFAULT = 'Asia/Shanghai';

/** What is asked of credit control: the id is that of the proposal, hold or case, and the task's own. */
interface Asked {
  readonly customerId: number;
  readonly id: string;
  readonly matter: ControlMatter;
  readonly said: Told;
}

/** As somebody wrote it, or in both languages where the words are ours. */
type Told = string | Readonly<Record<Language, string>>;

/**
 * Makes the task of whoever does credit control: the first member of that role, else the first retention lead; where
 * there is neither, nobody's. The same again is the same task.
 */
export async function askCreditControl(trx: Trx, act: Act, { customerId, id, matter, said }: Asked): Promise<void> {
  const controller = await creditController(trx);
  const language = controller?.language ?? 'zh';
  const words = controlTask(matter, wordsOf(said, language), language);
  const zone = (await findActivePlan(trx))?.plan.timezone ?? ZONE_DEFAULT;
  const due = dueAt(act.at, CONTROL_WITHIN[matter], await loadCalendar(trx), zone);
  await createTasks(trx, act, [{ ...words, id, customerId, ownerId: controller?.id ?? null, dueAt: due.at }]);
}

/** The proposal, hold or case has its answer, so its task is done; where there is no task nothing happens. */
export async function settleCreditControl(
  trx: Trx,
  act: Act,
  customerId: number,
  id: string,
  outcome: Told,
): Promise<void> {
  const { rows } = await sql`select from task where customer_id = ${customerId} and id = ${id}`.execute(trx);
  if (rows.length === 0) return;
  const language = (await creditController(trx))?.language ?? 'zh';
  await completeTasks(trx, act, [{ customerId, taskId: id, outcome: wordsOf(outcome, language) }]);
}

function wordsOf(told: Told, language: Language): string {
  return typeof told === 'string' ? told : told[language];
}

async function creditController(trx: Trx): Promise<{ readonly id: string; readonly language: Language } | undefined> {
  const { rows } = await sql<{ id: string; language: Language }>`
    select id, case language when 'en' then 'en' else 'zh' end as language from member
    where role in ('credit_controller', 'retention_lead') and left_at is null
    order by role <> 'credit_controller', created_at, id limit 1`.execute(trx);
  return rows[0];
}
