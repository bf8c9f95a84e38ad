import { formatDay, weekday } from '../kernel/time.ts';
import { isStrained, type Profile } from './profiles.ts';
import type { Random } from './random.ts';
import { at } from './season.ts';
import type { Course } from './truth.ts';
import type { DemoAnswer, DemoContact, DemoProduct, DemoSighting } from './types.ts';

/** What customers answer when they are asked, and what is seen of them besides. */

const ASKED_SHARE = 0.36;
const RECOMMENDING_SHARE = 0.62;
const QUARTERS_ASKED = 8;
const QUARTER_DAYS = 91;

const COMMENTS: Readonly<Record<'good' | 'fair' | 'poor', readonly string[]>> = {
  good: ['送货准，封边也比去年好', '客户经理回话快', '样板支持到位', '对账清楚', ''],
  fair: ['总体可以，旺季送货再快点就好', '价格中等，服务还行', '新品介绍少', ''],
  poor: ['今年送货老是晚，工地等不起', '对接人换得勤', '报价慢，别家当天就回', '破损补货拖了一周'],
};

type Mood = 'good' | 'fair' | 'poor';

interface Subject {
  profile: Profile;
  course: Course | null;
  contacts: readonly DemoContact[];
  today: number;
}

/** Satisfaction is asked every quarter of a third of the customers, once a year of most whether they would recommend us. */
export function demoAnswers(random: Random, subject: Subject): DemoAnswer[] {
  const { profile, today } = subject;
  if (profile.customer.pattern === 'silent') return [];
  const answers: DemoAnswer[] = [];
  const isLarge = profile.customer.size !== 'ordinary';
  if (random.chance(isLarge ? 0.7 : ASKED_SHARE - 0.1)) {
    const first = today - random.integer(8, 40);
    for (let turn = QUARTERS_ASKED - 1; turn >= 0; turn -= 1) {
      const day = workday(first - turn * QUARTER_DAYS);
      if (day > profile.firstDay && random.chance(0.88)) answers.push(answer(random, subject, 'csat', day));
    }
  }
  const day = workday(today - random.integer(20, 330));
  for (const each of [day - 365, day]) {
    if (each > profile.firstDay && random.chance(RECOMMENDING_SHARE))
      answers.push(answer(random, subject, 'nps', each));
  }
  return answers;
}

function answer(random: Random, subject: Subject, question: 'csat' | 'nps', day: number): DemoAnswer {
  const { profile, contacts } = subject;
  const { key } = profile.customer;
  const mood = moodOn(random, subject, day);
  const given = question === 'csat' ? { good: 5, fair: 4, poor: 3 }[mood] : { good: 9, fair: 8, poor: 5 }[mood];
  return {
    key: `${question}-${key}-${formatDay(day)}`,
    customerKey: key,
    contactKey: random.pick(contacts.slice(0, 2)).key,
    question,
    given: question === 'nps' ? given + random.integer(mood === 'poor' ? -2 : 0, 1) : given,
    comment: random.pick(COMMENTS[mood]),
    answeredAt: at(day, random.integer(9 * 60, 17 * 60)),
  };
}

function moodOn(random: Random, { profile, course }: Subject, day: number): Mood {
  const isLeaving = course !== null && course.kind !== 'pause' && day > course.since - 40 && day < course.until;
  if (isLeaving) return random.chance(0.65) ? 'poor' : 'fair';
  if (isStrained(profile, day)) return random.chance(0.35) ? 'poor' : 'fair';
  return random.chance(0.8) ? 'good' : 'fair';
}

function workday(day: number): number {
  return weekday(day) > 4 ? day - weekday(day) + 4 : day;
}

const RIVALS = ['同城板材批发', '外省厂家直营', '线上集采平台'];
const NEW_PRODUCTS = ['问无醛生态板有没有样板', '问大规格岩板的切割方案', '想看水性漆的环保检测', '打听静音排水管价格'];
const POLICIES = ['年度返利', '绿色建材补贴', '账期政策', '样板支持', '经销商保护区域'];
const MENTIONS = [
  '在行业协会年会上夸我们补货快',
  '朋友圈晒了新项目的板材',
  '向同行介绍过我们',
  '论坛里提到色差处理及时',
];

/** Enquiries, mentions, visits to the portal and, of some dealers, what they have in stock. */
export function demoSightings(random: Random, subject: Subject, products: readonly DemoProduct[]): DemoSighting[] {
  const { profile, today } = subject;
  const from = Math.max(profile.firstDay, today - 420);
  const isLarge = profile.customer.size !== 'ordinary';
  const draw = (kind: DemoSighting['kind'], perYear: number) =>
    seenDays(random, from, today, perYear).map((day) => sighting(random, subject, kind, day));
  return [
    ...draw('product_enquiry', isLarge ? 2 : 0.7),
    ...draw('policy_enquiry', isLarge ? 0.8 : 0.2),
    ...draw('mention', isLarge ? 0.6 : 0.15),
    ...rivals(random, subject),
    ...portalVisits(random, subject, from),
    ...stocks(random, subject, products),
  ];
}

function seenDays(random: Random, from: number, today: number, perYear: number): number[] {
  const days: number[] = [];
  for (let day = from + random.gamma(365 / perYear, 0.8); day < today; day += random.gamma(365 / perYear, 0.8)) {
    days.push(workday(Math.floor(day)));
  }
  return [...new Set(days)].filter((day) => day >= from);
}

function sighting(random: Random, { profile }: Subject, kind: DemoSighting['kind'], day: number): DemoSighting {
  const { key, ownerA } = profile.customer;
  const words: Partial<Record<DemoSighting['kind'], readonly [string, string]>> = {
    product_enquiry: ['新品', random.pick(NEW_PRODUCTS)],
    policy_enquiry: [random.pick(POLICIES), '电话里问起，已发政策文件'],
    mention: ['口碑', random.pick(MENTIONS)],
  };
  const [subject, note] = words[kind] ?? ['', ''];
  return {
    key: `${key}-${kind}-${formatDay(day)}`,
    ...{ customerKey: key, memberKey: ownerA, kind, subject, note },
    ...{ strength: null, place: null, quantity: null, unit: null, productKey: null },
    seenAt: at(day, random.integer(9 * 60, 17 * 60)),
  };
}

/** Who is about to leave has another offer on the table more often than is said. */
function rivals(random: Random, subject: Subject): DemoSighting[] {
  const { profile, course, today } = subject;
  if (course === null || course.kind === 'pause' || profile.story !== null || !random.chance(0.3)) return [];
  const day = workday(course.since + random.integer(-20, 30));
  if (day > today || day < profile.firstDay) return [];
  const seen = sighting(random, subject, 'competitor_enquiry', day);
  const strength = random.pick([1, 2] as const);
  return [{ ...seen, subject: random.pick(RIVALS), note: '仓库里看到别家的样板和送货单', strength }];
}

function portalVisits(random: Random, subject: Subject, from: number): DemoSighting[] {
  const { profile, course, today } = subject;
  const isPortalUser = profile.customer.size !== 'ordinary' || profile.customer.pattern === 'dealer';
  if (!isPortalUser || !random.chance(0.6)) return [];
  const days = Array.from({ length: 9 }, (_, index) => workday(today - 12 - index * 30)).filter((day) => day > from);
  return days.map((day) => {
    const isAway = course !== null && day >= course.since && day < course.until;
    const quantity = isAway ? random.integer(1, 2) : random.integer(3, 14);
    return { ...sighting(random, subject, 'customer_visit', day), place: 'portal' as const, quantity };
  });
}

/** Some dealers tell us each month how much of what they sell most is left. */
function stocks(random: Random, subject: Subject, products: readonly DemoProduct[]): DemoSighting[] {
  const { profile, today } = subject;
  if (profile.customer.pattern !== 'dealer' || !random.chance(0.4)) return [];
  const favourites = profile.families.slice(0, 2).map(([family]) => family);
  const told = favourites.flatMap((family) => products.filter((each) => each.categoryKey === family).slice(0, 1));
  return Array.from({ length: 5 }, (_, index) => workday(today - 5 - index * 30)).flatMap((day) =>
    told.map((product) => {
      const seen = sighting(random, subject, 'customer_stock', day);
      const stock = {
        quantity: random.integer(8, 240),
        unit: product.unit,
        productKey: product.key,
        note: '门店月度盘点',
      };
      return { ...seen, ...stock, key: `${seen.key}-${product.key}` };
    }),
  );
}
