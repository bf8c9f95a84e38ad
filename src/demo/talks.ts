import { weekday } from '../kernel/time.ts';
import { isStrained, type Profile } from './profiles.ts';
import type { Random } from './random.ts';
import { at, seasonOf } from './season.ts';
import type { Course } from './truth.ts';
import type { CompetitorSignal, DemoContact, DemoInteraction, Outcome } from './types.ts';

/** How much longer we are silent towards customers whom we serve badly. */
const NEGLECT = 5;
const CHANNELS = [
  ['phone', 46],
  ['wecom', 34],
  ['visit', 14],
  ['email', 6],
] as const;

const TWO_WAY = { phone: 0.86, wecom: 0.85, visit: 1, email: 0.4 };

const NOTES: Record<Outcome, readonly string[]> = {
  talked: [
    '确认了下批到货时间，仓库月底盘点前能收。',
    '聊了新楼盘的进度，主体封顶后开始进板材。',
    '对方说这批色板样子不错，等甲方定样。',
    '核对了上月对账单，金额一致，月底付款。',
    '现场看了库存，基础板还够用两周。',
    '采购换了新表单，以后按项目分开下单。',
    '带了新款五金样品，生产主管要试装三套。',
    '约好下周二去工地看卸货条件。',
  ],
  no_answer: ['打了两次没人接，晚点再联系。', '电话占线，已发消息。', '对方在开会，改天再约。'],
  price_asked: [
    '问瓷砖胶按整车走的价格，已报。',
    '要内墙漆两百桶的阶梯价。',
    '问年底前签框架协议能不能再让两个点。',
    '打听断桥窗材料涨不涨价。',
  ],
  delivery_pressed: [
    '催昨天那车石膏板，司机已在路上。',
    '工地等防火板，问能不能提前一天。',
    '追问五金的发货单号，已发。',
  ],
  complained: ['说上一车有两张板角碰坏，已登记。', '抱怨送货电话没提前打。', '说对账单来得太晚。'],
  small_talk: [
    '问候，近期没有新项目。',
    '聊了行业展会，约好一起去看。',
    '节后开工顺利，人都到齐了。',
    '闲聊，老板最近在跑外地项目。',
  ],
};

const OUTCOMES: readonly (readonly [Outcome, number])[] = [
  ['talked', 46],
  ['price_asked', 16],
  ['delivery_pressed', 14],
  ['small_talk', 18],
  ['complained', 6],
];

const RIVAL_NOTES: Record<CompetitorSignal, string> = {
  price_compared: '对方拿另一家的报价来比，生态板每张低六块。',
  rival_quote: '桌上有别家送的样板和报价单，采购说在试。',
  will_try_another: '说下个项目想先试试另一家，账期比我们长。',
};

/** The contacts with one customer, by the cadence of their size. */
export function demoTalks(
  random: Random,
  profile: Profile,
  course: Course | null,
  contacts: readonly DemoContact[],
  today: number,
): DemoInteraction[] {
  const talks: DemoInteraction[] = [];
  const gap = 90 / profile.contactRate;
  let day = profile.firstDay + random.between(0, gap);
  while (day <= today) {
    const workday = atWork(Math.floor(day), profile.isNorthern);
    if (workday <= today) talks.push(demoTalk(random, profile, course, contacts, workday, talks.length));
    day += random.gamma(gap, 0.45) * (isStrained(profile, day) ? NEGLECT : 1);
  }
  return talks;
}

/** Nobody is called at a weekend or in the festival week. */
function atWork(day: number, isNorthern: boolean): number {
  let moved = day;
  while (weekday(moved) > 4 || (!isNorthern && seasonOf(moved, false).pace === 0)) moved += 1;
  return moved;
}

function demoTalk(
  random: Random,
  profile: Profile,
  course: Course | null,
  contacts: readonly DemoContact[],
  day: number,
  index: number,
): DemoInteraction {
  const { customer } = profile;
  const channel = random.weighted(CHANNELS);
  const twoWay = random.chance(TWO_WAY[channel]);
  const outcome = twoWay ? random.weighted(OUTCOMES) : 'no_answer';
  const competitor = twoWay ? competitorSignal(random, profile, course, day) : null;
  return {
    key: `${customer.key}-T${index + 1}`,
    customerKey: customer.key,
    contactKey: random.chance(0.9) ? random.pick(contacts.slice(0, 3)).key : null,
    memberKey: random.chance(0.88) ? customer.ownerA : customer.ownerB,
    happenedAt: at(day, random.integer(9 * 60, 17 * 60 + 50)),
    channel,
    direction: twoWay && channel !== 'visit' && random.chance(0.3) ? 'in' : 'out',
    twoWay,
    outcome: competitor === null ? outcome : 'price_asked',
    note: competitor === null ? random.pick(NOTES[outcome]) : RIVAL_NOTES[competitor],
    competitor,
    changeOfSupplier: false,
  };
}

/** Rivals are heard of rarely, and around the change of those who leave more often. */
function competitorSignal(
  random: Random,
  profile: Profile,
  course: Course | null,
  day: number,
): CompetitorSignal | null {
  const isLeaving = course !== null && course.kind !== 'pause' && Math.abs(day - course.since) < 60;
  const isTempted = isLeaving || isStrained(profile, day);
  if (!random.chance(isTempted ? 0.22 : 0.008)) return null;
  return random.weighted([
    ['price_compared', 6],
    ['rival_quote', 3],
    ['will_try_another', isLeaving ? 2 : 0],
  ]);
}
