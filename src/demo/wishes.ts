import { formatDay, weekday } from '../kernel/time.ts';
import type { Profile } from './profiles.ts';
import type { Random } from './random.ts';
import { at } from './season.ts';
import type { DemoContact, DemoNeed, DemoPromise, Happening, NeedAbout } from './types.ts';

/** What customers need, stated or hidden, what we promised, and what was handed to other departments. */

interface Wish {
  nature: NeedAbout;
  said: string;
  hidden?: true;
  evidence: string;
  promised: string | null;
  /** Who else of us has to say something, and what about. */
  team: 'product' | 'supply' | 'service' | null;
}

const WISHES: readonly Wish[] = [
  {
    nature: 'technical',
    said: '样板间墙面想用无缝大板，问能不能做到 3.6 米',
    evidence: '设计院改了层高，图纸已发来',
    promised: '下周给出大板拼缝的做法和样品',
    team: 'product',
  },
  {
    nature: 'delivery',
    said: '二期进场后希望按楼层分批送货',
    evidence: '现场只有一台施工电梯',
    promised: '排出按楼层的送货计划',
    team: 'supply',
  },
  {
    nature: 'product',
    said: '甲方要求板材达到最高环保等级，要检测报告原件',
    evidence: '招标文件第 4 章写明',
    promised: '寄送检测报告原件和样块',
    team: 'product',
  },
  {
    nature: 'price',
    said: '年用量上去了，想谈阶梯价',
    evidence: '近十二个月采购额比上一年多',
    promised: '月底前给出阶梯价方案',
    team: null,
  },
  {
    nature: 'delivery',
    hidden: true,
    said: '仓库小，库存占用资金，其实想要小批量多频次',
    evidence: '三次退回整托，只留半托',
    promised: null,
    team: 'supply',
  },
  {
    nature: 'service',
    said: '对账单希望每月 27 日前到',
    evidence: '财务两次来催',
    promised: '以后每月 26 日当天发对账单',
    team: 'service',
  },
  {
    nature: 'relation',
    hidden: true,
    said: '采购主管想在公司里做出一个降损耗的成绩',
    evidence: '拜访时两次提到年终述职',
    promised: null,
    team: null,
  },
  {
    nature: 'technical',
    said: '工人不会贴大规格岩板，想要现场培训',
    evidence: '上一批破损率偏高',
    promised: '派技术员到现场培训半天',
    team: 'product',
  },
  {
    nature: 'product',
    said: '卫生间想换成一体的防水和瓷砖胶方案',
    evidence: '项目经理现场问起',
    promised: '出一份配套方案和单价',
    team: null,
  },
];

const ENDINGS = ['已办妥，客户确认', '按期完成，发了照片', '已送到，对方签收'];
const BROKEN = '厂里排不出产能，已向客户说明并改用现货';
const ANSWERS = {
  product: '可以做，周五前给书面做法和样品',
  supply: '可以分批送，计划表明天发给您核对',
  service: '已在系统里设好，每月 26 日当天发',
} as const;
const CHANCE = { strategic: 1, key: 0.55, ordinary: 0.06 } as const;
const HANDED_MAX = 16;
const UNREAD = 4;

interface Wishes {
  needs: DemoNeed[];
  promises: DemoPromise[];
}

/** The needs and promises of one customer of the last four months. */
export function demoWishes(
  random: Random,
  { customer, story, firstDay }: Profile,
  contacts: readonly DemoContact[],
  today: number,
): Wishes {
  if (!random.chance(story === null ? CHANCE[customer.size] : 1) || firstDay > today - 150)
    return { needs: [], promises: [] };
  const wanted = random.shuffled(WISHES).slice(0, customer.size === 'strategic' ? 3 : random.integer(1, 2));
  const needs: DemoNeed[] = [];
  const promises: DemoPromise[] = [];
  for (const [index, wish] of wanted.entries()) {
    const day = workday(today - random.integer(4, 120));
    const own = {
      customerKey: customer.key,
      contactKey: random.pick(contacts.slice(0, 2)).key,
      memberKey: customer.ownerA,
    };
    const key = `${customer.key}-N${index + 1}`;
    const promise =
      wish.promised === null
        ? null
        : promiseOf(random, { ...own, key: `${customer.key}-V${index + 1}`, needKey: key }, wish, day, today);
    const isMet = promise?.ended?.ending === 'kept' && random.chance(0.75);
    needs.push({
      ...own,
      key,
      text: wish.said,
      kind: wish.hidden ? 'hidden' : 'stated',
      nature: wish.nature,
      importance: customer.size === 'strategic' ? 3 : random.pick([2, 3] as const),
      urgency: random.pick([1, 2, 2, 3] as const),
      evidence: wish.evidence,
      source: wish.hidden ? 'data' : random.pick(['visit', 'call', 'visit'] as const),
      saidAt: at(day, random.integer(9 * 60, 16 * 60)),
      dueOn: formatDay(workday(day + random.integer(20, 60))),
      settled: isMet && promise?.ended ? { state: 'met', at: promise.ended.at, reason: '承诺已兑现，客户满意' } : null,
    });
    if (promise !== null) promises.push(promise);
  }
  return { needs, promises };
}

type PromiseOwn = Pick<DemoPromise, 'key' | 'needKey' | 'customerKey' | 'contactKey' | 'memberKey'>;

/** Most are kept in time, some late, a few broken; what is due later than today is open. */
function promiseOf(random: Random, own: PromiseOwn, wish: Wish, day: number, today: number): DemoPromise {
  const due = workday(day + random.integer(6, 24));
  const late = random.chance(0.2) ? random.integer(2, 9) : -random.integer(0, 3);
  const endedOn = workday(Math.max(day + 1, due + late));
  const isTechnical = wish.nature === 'technical';
  // What should have been done by now is done, but for the overdue ones that are planted afterwards.
  const isEnded = endedOn < today;
  const isBroken = isEnded && random.chance(0.05);
  const ended = {
    ending: isBroken ? ('broken' as const) : ('kept' as const),
    at: at(endedOn, random.integer(14 * 60, 17 * 60)),
    text: isBroken ? BROKEN : random.pick(ENDINGS),
  };
  return {
    ...own,
    text: wish.promised ?? '',
    madeAt: at(day, 16 * 60 + 20),
    dueOn: formatDay(isEnded ? due : Math.max(due, workday(today + random.integer(2, 12)))),
    check: isTechnical ? (isBroken ? 'failed' : isEnded ? 'passed' : 'needed') : 'none',
    ended: isEnded ? ended : null,
  };
}

/** Two promises that nobody kept in time, of customers in good hands: both wait. */
export function plantOverdue({ needs, promises }: Wishes, today: number): void {
  const open = promises.filter((each) => each.ended === null && each.check === 'none');
  for (const [index, promise] of open.slice(0, 2).entries()) {
    promise.dueOn = formatDay(workday(today - 4 - 3 * index));
    promise.madeAt = at(workday(today - 19 - index), 16 * 60 + 20);
    const need = needs.find((each) => each.key === promise.needKey);
    if (need !== undefined) need.saidAt = at(workday(today - 19 - index), 15 * 60 + 40);
  }
}

/** Open needs go to the department that can answer; most are received there, some answered, a few lie unread. */
export function handOvers(needs: readonly DemoNeed[], today: number): Happening[] {
  const open = needs.filter(({ settled, text }) => settled === null && teamOf(text) !== null).slice(-HANDED_MAX);
  return open.flatMap((need, index) => {
    const { customerKey, key, memberKey, text, urgency } = need;
    const team = teamOf(text) ?? 'service';
    const said = Math.floor(Date.parse(need.saidAt) / 86_400_000);
    const isUnread = index >= open.length - UNREAD;
    const day = isUnread ? Math.max(said, today - 2) : Math.max(said, today - 24 + index);
    const dueOn = formatDay(workday(day + 8 - 2 * urgency));
    const message = '请给出答复和时间，客户在等';
    const handed: Happening = {
      customerKey,
      day: formatDay(day),
      by: memberKey,
      what: 'handed',
      need: key,
      team,
      message,
      dueOn,
    };
    const by = RECEIVERS[team];
    const answer = index % 2 === 0 ? ANSWERS[team] : null;
    const received: Happening = { customerKey, day: formatDay(day + 3), by, what: 'received', need: key, answer };
    return isUnread || day + 3 >= today ? [handed] : [handed, received];
  });
}

const RECEIVERS = { product: 'technical-1', supply: 'supply-1', service: 'agent-1' } as const;

function teamOf(text: string): Wish['team'] {
  return WISHES.find((wish) => wish.said === text)?.team ?? null;
}

function workday(day: number): number {
  return weekday(day) > 4 ? day + 7 - weekday(day) : day;
}
