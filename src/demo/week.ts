import { weekday } from '../kernel/time.ts';
import type { Profile } from './profiles.ts';
import type { Random } from './random.ts';
import { at } from './season.ts';
import type { DemoCompany, DemoInteraction, DemoTask } from './types.ts';

/** What makes the last days look alive: open work, finished work, and one customer who speaks of leaving. */

const TITLES = [
  '寄出季度行业趋势报告',
  '确认样板间材料清单',
  '补齐采购联系人的企微授权',
  '核对上月对账单',
  '回访新到货的封边质量',
  '约年度框架协议时间',
  '送检测报告到项目部',
  '了解明年开工项目',
];
const TASK_COUNT = 48;
const DONE_SHARE = 0.45;

/** Tasks of the managers around today: some finished last week, some due today or late, the rest this week. */
export function demoTasks(random: Random, profiles: readonly Profile[], today: number): DemoTask[] {
  const chosen = random.shuffled(profiles.filter((each) => each.customer.pattern !== 'silent')).slice(0, TASK_COUNT);
  return chosen.map(({ customer }, index) => {
    const isDone = random.chance(DONE_SHARE);
    const due = workday(isDone ? today - random.integer(0, 6) : today + random.integer(-1, 6));
    const doneDay = Math.min(due, today - 1);
    return {
      key: `W${index + 1}`,
      customerKey: customer.key,
      memberKey: customer.ownerA,
      title: random.pick(TITLES),
      createdAt: at(Math.min(due, today) - random.integer(7, 12), random.integer(9 * 60, 12 * 60)),
      dueAt: at(due, random.pick([11 * 60 + 30, 15 * 60, 17 * 60 + 30])),
      doneAt: isDone ? at(doneDay, random.integer(9 * 60, 17 * 60)) : null,
    };
  });
}

function workday(day: number): number {
  return weekday(day) > 4 ? day + 7 - weekday(day) : day;
}

/** Lets one fading customer of size say that they think of changing the supplier, a few days before today. */
export function threaten(company: DemoCompany, today: number): DemoCompany {
  const customer = company.customers.find(({ key, size }) => {
    const truth = company.truth[key];
    return truth?.kind === 'fade' && truth.until === null && size !== 'ordinary';
  });
  if (customer === undefined) return company;
  const contact = company.contacts.find((each) => each.customerKey === customer.key && each.role === 'decider');
  const said: DemoInteraction = {
    key: `${customer.key}-T0`,
    customerKey: customer.key,
    contactKey: contact?.key ?? null,
    memberKey: customer.ownerA,
    happenedAt: at(today - (weekday(today) === 0 ? 3 : 1), 15 * 60 + 20),
    channel: 'phone',
    direction: 'in',
    twoWay: true,
    outcome: 'complained',
    note: '总经理说交期老是变，年后的项目考虑换一家供货。',
    competitor: 'will_try_another',
    changeOfSupplier: true,
  };
  return { ...company, interactions: [...company.interactions, said] };
}
