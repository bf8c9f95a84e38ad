import { weekday } from '../kernel/time.ts';
import type { Profile } from './profiles.ts';
import type { Random } from './random.ts';
import { at } from './season.ts';
import type { DemoCompany, DemoInteraction, DemoTask } from './types.ts';

/** What makes the last days look alive: open work, finished work, and one customer who speaks of leaving. */

const WORK: readonly (readonly [title: string, why: string, minutes: number])[] = [
  ['寄出季度行业趋势报告', '重点客户每季一份，上一份对方看了两次', 20],
  ['确认样板间材料清单', '上周拜访时答应本周给', 30],
  ['补齐采购联系人的企微授权', '资料核对发现缺一位采购人的授权', 10],
  ['核对上月对账单', '财务发来差额一笔，先和对方会计对清', 25],
  ['回访新到货的封边质量', '上次投诉后的第一批货，客户说“到了看”', 15],
  ['约年度框架协议时间', '协议年底到期，对方总经理下周在公司', 20],
  ['送检测报告到项目部', '工地进场要报告原件', 45],
  ['了解明年开工项目', '停工前最后一次问，排明年的备货', 30],
];
const TASK_COUNT = 48;
const DONE_SHARE = 0.45;

/** Work of those who own no customers: whose, what, why, how long, due in how many days. */
const OFFICE_WORK: readonly (readonly [string, string, string, number, number])[] = [
  ['retention', '准备周一问题复盘会', '上周变差的客户挑十家，一家一屏', 40, 0],
  ['retention', '审阅二级会诊结论', '品类收缩并投诉上升的战略客户，方案要总监签字', 30, 0],
  ['retention', '与总经理过战略客户名单', '有一家说到考虑换供应商', 30, 1],
  ['retention', '核对四季度触达计划', '年底前每家重点客户还差一次拜访', 45, 3],
  ['agent-1', '回访已解决的投诉', '解决三天，客户还没有确认', 15, 0],
  ['agent-1', '补登物流投诉的责任批次', '月底汇总前要齐', 20, 1],
  ['agent-2', '催质检出复查结果', '客户等了两天', 15, 0],
  ['agent-2', '整理本周重复问题', '同一问题三次以上的交给主管', 30, 4],
];

/** Tasks around today: of each member some finished last week, some due today or late, the rest this week. */
export function demoTasks(random: Random, profiles: readonly Profile[], today: number): DemoTask[] {
  const chosen = random.shuffled(profiles.filter((each) => each.customer.pattern !== 'silent'));
  const managers = chosen.slice(0, TASK_COUNT).map(({ customer }, index) => {
    const isDone = random.chance(DONE_SHARE);
    const [title, why, minutes] = random.pick(WORK);
    const due = workday(isDone ? today - random.integer(0, 6) : today + random.integer(-1, 6));
    const subject = {
      key: `W${index + 1}`,
      customerKey: customer.key,
      memberKey: customer.ownerA,
      title,
      why,
      minutes,
    };
    return demoTask(random, subject, today, due, isDone);
  });
  const office = OFFICE_WORK.map(([memberKey, title, why, minutes, days], index) => {
    const about = title.includes('会诊') ? profiles.find((each) => each.story === 'S2') : undefined;
    const customerKey = (about ?? chosen[TASK_COUNT + index]).customer.key;
    const subject = { key: `O${index + 1}`, customerKey, memberKey, title, why, minutes };
    return demoTask(random, subject, today, workday(today + days), false);
  });
  return [...managers, ...office];
}

type Subject = Pick<DemoTask, 'key' | 'customerKey' | 'memberKey' | 'title' | 'why' | 'minutes'>;

function demoTask(random: Random, subject: Subject, today: number, due: number, isDone: boolean): DemoTask {
  const doneDay = Math.min(due, today - 1);
  return {
    ...subject,
    createdAt: at(Math.min(due, today) - random.integer(7, 12), random.integer(9 * 60, 12 * 60)),
    dueAt: at(due, random.pick([11 * 60 + 30, 15 * 60, 17 * 60 + 30])),
    doneAt: isDone ? at(doneDay, random.integer(9 * 60, 17 * 60)) : null,
  };
}

function workday(day: number): number {
  return weekday(day) > 4 ? day + 7 - weekday(day) : day;
}

/** Lets one fading customer of size say that they think of changing the supplier, the day before today. */
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
    happenedAt: at(today - 1, 17 * 60 + 20),
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
