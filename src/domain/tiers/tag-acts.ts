import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { assert } from '../../kernel/errors.ts';
import { dayStart, localDay } from '../../kernel/time.ts';
import { dueAt as dueOn } from '../../kernel/working-time.ts';
import type { Plan, PlanTag } from '../../plan/plan.ts';
import { loadCalendar } from '../clocks/clocks.ts';
import { keepTagTasks, removeRuleTags, setRuleTags } from '../customers/customers.ts';
import { activePlan } from '../plans/plans.ts';
import { completeTasks, createTasks } from '../tasks/tasks.ts';
import { readTagChanges, readTagLoads, readWaitingTags, readWorkers, type TagChange } from './tag-queries.ts';
import { affordable } from './tag-task.ts';

const SETS_MAX = 1_000;
const NO_LONGER = '规则不再成立 / the rule no longer applies';

/**
 * Makes the tags of the plan's rules what the last judgement says, and tasks of those whose rule asks somebody to act:
 * one per setting, with its limit, no more a day than the plan allows. Of a few customers, or (null) of the whole book.
 */
export async function followTagRules(db: Db, act: Act, customerIds: readonly number[] | null): Promise<void> {
  const { plan, version } = await activePlan(db);
  for (let turn = 0; turn < SETS_MAX; turn += 1) {
    const changed = await db.transaction().execute(async (trx) => {
      const changes = await readTagChanges(trx, plan.tags, version, customerIds);
      await applyChanges(trx, act, { plan, version }, changes);
      return changes.length;
    });
    if (changed === 0) break;
  }
  await db.transaction().execute((trx) => askForWork(trx, act, plan, customerIds));
}

async function applyChanges(
  trx: Trx,
  act: Act,
  { plan, version }: { readonly plan: Plan; readonly version: number },
  changes: readonly TagChange[],
): Promise<void> {
  const rules = rulesByTag(plan);
  const put = changes.filter(({ isTrue }) => isTrue);
  const means = (tag: string) => rules.get(tag)?.does ?? { zh: '', en: '' };
  const tags = put.map(({ customerId, tag }) => ({ customerId, tag, reason: means(tag).zh, reasonEn: means(tag).en }));
  await setRuleTags(trx, act, version, tags);
  const undone = await removeRuleTags(
    trx,
    act,
    changes.filter(({ isTrue }) => !isTrue),
  );
  await completeTasks(
    trx,
    act,
    undone.map((task) => ({ ...task, outcome: NO_LONGER })),
  );
}

/** Of several rules for one tag the first speaks. */
function rulesByTag({ tags }: Plan): Map<string, PlanTag> {
  return new Map(tags.toReversed().map((rule) => [rule.tag, rule]));
}

async function askForWork(trx: Trx, act: Act, plan: Plan, customerIds: readonly number[] | null): Promise<void> {
  const rules = new Map([...rulesByTag(plan)].filter(([, rule]) => rule.act !== null));
  const waiting = rules.size === 0 ? [] : await readWaitingTags(trx, [...rules.keys()], customerIds);
  if (waiting.length === 0) return;
  const wanted = waiting.map((each) => ({ ...each, by: actOf(rules, each.tag).by }));
  const workers = await readWorkers(trx, act.at, wanted);
  const works = waiting.map((each, index) => ({
    ...each,
    ownerId: workers[index]?.id ?? null,
    isEnglish: workers[index]?.language === 'en',
  }));
  const today = dayStart(localDay(act.at.getTime(), plan.timezone), plan.timezone);
  const chosen = affordable(works, await readTagLoads(trx, today), plan.limits);
  const calendar = await loadCalendar(trx);
  const tasks = chosen.map(({ customerId, tag, ownerId, isEnglish }) => {
    const does = rules.get(tag)?.does;
    const why = isEnglish ? `Tag of the plan: ${tag}` : `方案标签：${tag}`;
    const { at: dueAt } = dueOn(act.at, actOf(rules, tag).within, calendar, plan.timezone);
    return { customerId, ownerId, title: (isEnglish ? does?.en : does?.zh) ?? tag, why, dueAt };
  });
  const taskIds = await createTasks(trx, act, tasks);
  await keepTagTasks(
    trx,
    chosen.map(({ customerId, tag }, index) => ({ customerId, tag, taskId: taskIds[index] })),
  );
}

function actOf(rules: ReadonlyMap<string, PlanTag>, tag: string) {
  const act = rules.get(tag)?.act;
  assert(act, 'only tags whose rule asks somebody to act are waiting');
  return act;
}
