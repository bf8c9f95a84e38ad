import { DAY_MS, parseDay } from '../kernel/time.ts';
import { isStrained, type Profile } from './profiles.ts';
import type { Random } from './random.ts';
import { at } from './season.ts';
import { AGENTS } from './staff.ts';
import { type Course, isCut } from './truth.ts';
import type { DemoComplaint, DemoContact, DemoOrder, Nature, Severity } from './types.ts';

const LATE_COMPLAINT_CHANCE = 0.12;
const STRAINED_COMPLAINT_CHANCE = 0.1;
const LEAVING_COMPLAINT_CHANCE = 0.05;
const LEAVING_DAYS = 70;

const SENTENCES: Record<Nature, readonly (readonly [string, string])[]> = {
  quality: [
    ['生态板封边起胶，三张不能用', '补发三张，质检复查同批次库存'],
    ['内墙漆两桶结块', '换货两桶，退回检测'],
    ['同一批地砖有色差', '上门分拣，补发二十方'],
    ['防火门闭门器漏油', '更换闭门器，安装队次日到场'],
  ],
  logistics: [
    ['送货晚了两天，工地停工等料', '改走专车，承诺提前一天电话通知'],
    ['卸货没有叉车，工人等了半天', '后续订单备注带叉车'],
    ['送错工地，重新转运', '当天转运到位，运费我方承担'],
    ['包装被雨淋湿', '换新一车，加盖雨布要求写入合同'],
  ],
  service: [
    ['报价三天没有回音', '客户经理当天补报，主管回访致歉'],
    ['对接人换了没有通知', '补发通知，新旧客户经理一起上门'],
  ],
  price: [
    ['对账单价格与合同不符', '核对后开红字发票，差额下期抵扣'],
    ['运费多收一笔', '退回运费'],
  ],
};

const SEVERITIES: readonly (readonly [Severity, number])[] = [
  ['general', 76],
  ['important', 21],
  ['major', 3],
];

/** The complaints of one customer: about their orders, more often about late ones and before they leave. */
export function demoComplaints(
  random: Random,
  profile: Profile,
  course: Course | null,
  contacts: readonly DemoContact[],
  orders: readonly DemoOrder[],
  today: number,
): DemoComplaint[] {
  const complaints: DemoComplaint[] = [];
  for (const order of orders) {
    const cause = causeOf(random, profile, course, order);
    if (cause === null || order.deliveredDay === null) continue;
    const day = parseDay(order.deliveredDay) + random.integer(0, 3);
    if (day > today) continue;
    const key = `${profile.customer.key}-K${complaints.length + 1}`;
    complaints.push(demoComplaint(random, key, order, cause, contacts, day, today));
  }
  return complaints;
}

function causeOf(random: Random, profile: Profile, course: Course | null, order: DemoOrder): Nature | null {
  const { placedAt, promisedDay, deliveredDay } = order;
  const day = Math.floor(Date.parse(placedAt) / DAY_MS);
  const isLate = deliveredDay !== null && parseDay(deliveredDay) > parseDay(promisedDay);
  if (profile.story === 'S2' && isCut(course, day)) return isLate ? 'logistics' : null;
  if (profile.story !== null) return null;
  if (isLate && random.chance(LATE_COMPLAINT_CHANCE)) return 'logistics';
  const isLeaving = course !== null && course.kind !== 'pause' && Math.abs(day - course.since) < LEAVING_DAYS;
  const strained = isStrained(profile, day) ? STRAINED_COMPLAINT_CHANCE : 0;
  if (!random.chance(profile.complaintRate + (isLeaving ? LEAVING_COMPLAINT_CHANCE : strained))) return null;
  return random.weighted([
    ['quality', 45],
    ['logistics', 25],
    ['service', 18],
    ['price', 12],
  ]);
}

function demoComplaint(
  random: Random,
  key: string,
  order: DemoOrder,
  nature: Nature,
  contacts: readonly DemoContact[],
  day: number,
  today: number,
): DemoComplaint {
  const [sentence, solution] = random.pick(SENTENCES[nature]);
  const resolvedDay = day + random.integer(1, 7) + (random.chance(0.1) ? 30 : 0);
  const reopened = random.chance(0.05) ? resolvedDay + random.integer(2, 9) : null;
  const isReopened = reopened !== null && reopened <= today;
  const lastDay = isReopened ? reopened + random.integer(1, 4) : resolvedDay;
  const resolution = {
    resolvedAt: at(lastDay, random.integer(17 * 60, 18 * 60)),
    sentence: solution,
    confirmed: random.chance(0.9),
  };
  return {
    key,
    customerKey: order.customerKey,
    contactKey: random.pick(contacts).key,
    memberKey: random.pick(AGENTS),
    orderNumber: order.number,
    openedAt: at(day, random.integer(8 * 60 + 30, 16 * 60 + 30)),
    nature,
    severity: random.weighted(SEVERITIES),
    sentence,
    reopenedAt: isReopened ? at(reopened, random.integer(9 * 60, 16 * 60)) : null,
    resolution: lastDay <= today ? resolution : null,
  };
}
