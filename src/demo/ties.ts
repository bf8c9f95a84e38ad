import { formatDay, parseDay } from '../kernel/time.ts';
import type { Random } from './random.ts';
import { MANAGERS_NORTH, MANAGERS_SOUTH } from './staff.ts';
import type { DemoCompany, DemoContact, DemoCustomer, DemoRelation, Happening } from './types.ts';
import { personName } from './words.ts';

/** Who belongs to whom: relations between customers, our people in a customer's team, and what changes in both. */

type Book = Pick<DemoCompany, 'customers' | 'contacts' | 'truth' | 'today' | 'invoices' | 'stories'>;

/** Affiliates outside the groups, dealers with whom they deliver to, and who was referred by whom. */
export function demoRelations(random: Random, { customers, truth }: Book): DemoRelation[] {
  const steady = customers.filter(({ key, pattern }) => truth[key] === undefined && pattern !== 'silent');
  const dealers = steady.filter((each) => each.pattern === 'dealer');
  const buyers = random.shuffled(steady.filter((each) => each.pattern === 'monthly' || each.pattern === 'project'));
  const relation = (customer: DemoCustomer, other: DemoCustomer, kind: DemoRelation['kind'], note: string) => ({
    customerKey: customer.key,
    otherKey: other.key,
    kind,
    since: customer.since > other.since ? customer.since : other.since,
    note,
  });
  const dealerOf = dealers.slice(0, 12).flatMap((dealer) => {
    const near = buyers.filter((each) => each.province === dealer.province).slice(0, random.integer(1, 3));
    return near.map((each) => relation(dealer, each, 'dealer_of', '本地项目由经销商配送'));
  });
  const free = buyers.filter((each) => each.groupKey === null);
  const affiliates = Array.from({ length: 8 }, (_, index) =>
    relation(free[2 * index], free[2 * index + 1], 'affiliate', '同一实际控制人'),
  );
  const referred = Array.from({ length: 14 }, (_, index) =>
    relation(free[free.length - 1 - index], buyers[index], 'referred_by', '老客户介绍，首单有人陪同'),
  );
  return [...dealerOf, ...affiliates, ...referred.filter(({ customerKey, otherKey }) => customerKey !== otherKey)];
}

/** All that happened around the customers' teams, people, terms and papers. */
export function demoHappenings(random: Random, book: Book): Happening[] {
  const day = parseDay(book.today);
  const isStory = (key: string) => Object.values(book.stories).includes(key);
  const quiet = book.customers.filter(({ key, pattern }) => !isStory(key) && !['new', 'silent'].includes(pattern));
  return [
    ...namedRoles(book.customers, day),
    ...collaborators(random.shuffled(quiet), day),
    ...ownerChanges(random.shuffled(quiet), day),
    ...departures(random, random.shuffled(quiet), book.contacts, day),
    ...secondPosts(quiet, book.contacts, day),
    ...dates(book.customers, day),
    ...tags(random.shuffled(quiet), day),
    ...papers(random.shuffled(quiet.filter(({ key }) => book.truth[key] === undefined)), book, day),
    ...released(book, day),
  ];
}

/** Strategic customers have a sponsor and three experts beside A; of the key ones every fifth has the experts. */
function namedRoles(customers: readonly DemoCustomer[], today: number): Happening[] {
  const day = formatDay(today - 90);
  const large = [
    ...customers.filter((each) => each.size === 'strategic'),
    ...customers.filter((each) => each.size === 'key').filter((_, index) => index % 5 === 0),
  ];
  return large.flatMap(({ key: customerKey, size }, index): Happening[] => {
    const own = { customerKey, day, by: 'retention', what: 'role' as const };
    const sponsor = index % 3 === 2 ? 'retention' : 'executive';
    return [
      ...(size === 'strategic' ? [{ ...own, role: 'sponsor' as const, memberKey: sponsor }] : []),
      { ...own, role: 'expert_sales', memberKey: 'manager-3' },
      { ...own, role: 'expert_technical', memberKey: 'technical-1' },
      { ...own, role: 'expert_supply', memberKey: 'supply-1' },
    ];
  });
}

const PURPOSES = ['年度框架协议谈判', '样板间方案深化', '二期工程投标', '岩板工艺支持', '旺季备货协调'];

/** Invited for a time and a purpose; some invitations are over. And owners of one product line at a few large ones. */
function collaborators(quiet: readonly DemoCustomer[], today: number): Happening[] {
  const large = quiet.filter((each) => each.size !== 'ordinary');
  const invited = large.slice(0, 9).map(
    (customer, index): Happening => ({
      ...{ customerKey: customer.key, by: customer.ownerA, what: 'collaborator' },
      day: formatDay(today - 80 + 8 * index),
      memberKey: index % 2 === 0 ? 'technical-1' : customer.ownerA === 'manager-6' ? 'manager-5' : 'manager-6',
      purpose: PURPOSES[index % PURPOSES.length],
      until: formatDay(today + (index < 3 ? -30 + 4 * index : 20 + 7 * index)),
    }),
  );
  const lines = large.slice(9, 14).map(
    (customer, index): Happening => ({
      ...{ customerKey: customer.key, day: formatDay(today - 90), by: 'retention', what: 'line' },
      categoryKey: ['涂料', '门窗', '瓷砖', '五金', '管材'][index],
      memberKey: customer.ownerB,
    }),
  );
  return [...invited, ...lines];
}

const REASONS = ['区域重新划分', '客户经理休产假，由同组接手', '客户要求由懂工程的人对接', '负载均衡，转给同组'];

/** Who served a customer before; `former` says it to whoever brings the customers in. */
function ownerChanges(quiet: readonly DemoCustomer[], today: number): Happening[] {
  return quiet.slice(0, 10).map(
    ({ key, ownerA }, index): Happening => ({
      ...{ customerKey: key, day: formatDay(today - 70 + 6 * index), by: 'retention', what: 'owner', part: 'a' },
      memberKey: ownerA,
      reason: REASONS[index % REASONS.length],
    }),
  );
}

/** The owner whom a customer had before it was handed to the present one: another of the same team. */
export function ownersBefore({ customers, happenings }: Pick<DemoCompany, 'customers' | 'happenings'>) {
  const handed = new Set(happenings.flatMap((each) => (each.what === 'owner' ? [each.customerKey] : [])));
  return new Map(
    customers.flatMap(({ key, ownerA, ownerB }) => {
      const team = MANAGERS_SOUTH.includes(ownerA) ? MANAGERS_SOUTH : MANAGERS_NORTH;
      const other = team.find((each) => each !== ownerA && each !== ownerB) ?? ownerB;
      return handed.has(key) ? [[key, other] as const] : [];
    }),
  );
}

/** People who decided and left: at most customers the successor is known, at two nobody has asked yet. */
function departures(
  random: Random,
  quiet: readonly DemoCustomer[],
  contacts: readonly DemoContact[],
  today: number,
): Happening[] {
  const deciders = quiet.flatMap(({ key }) =>
    contacts.filter((each) => each.customerKey === key && each.role === 'decider'),
  );
  return deciders.slice(0, 7).map(
    ({ key, customerKey }, index): Happening => ({
      ...{ customerKey, day: formatDay(today - 66 + 9 * index), by: 'retention', what: 'left', contactKey: key },
      successor: index < 5 ? personName(random) : null,
    }),
  );
}

/** Who pays for one child of a group often pays for another. */
function secondPosts(quiet: readonly DemoCustomer[], contacts: readonly DemoContact[], today: number): Happening[] {
  const families = [...Map.groupBy(quiet, (each) => each.groupKey ?? '')].filter(([key]) => key !== '');
  return families.slice(0, 6).flatMap(([, [first, second]]): Happening[] => {
    const payer = contacts.findLast((each) => each.customerKey === first.key);
    if (payer === undefined || second === undefined) return [];
    const own = { customerKey: second.key, day: formatDay(today - 90), by: second.ownerA };
    return [{ ...own, what: 'post', contactKey: payer.key, title: '集团财务共享中心经理' }];
  });
}

function dates(customers: readonly DemoCustomer[], today: number): Happening[] {
  const large = customers.filter((each) => each.size !== 'ordinary');
  const kept = large.filter(({ size }, index) => size === 'strategic' || index % 2 === 0);
  return kept.map(
    ({ key, since, ownerA }, index): Happening => ({
      ...{ customerKey: key, day: formatDay(today - 90), by: ownerA, what: 'date', on: since },
      ...(index % 4 === 3
        ? { kind: 'company_anniversary', note: '公司周年庆，往年送花篮' }
        : { kind: 'cooperation_anniversary', note: '合作纪念日' }),
    }),
  );
}

const TAGS: readonly (readonly [string, string])[] = [
  ['对价格敏感', '三次询价都拿同城报价来比'],
  ['重视交期', '合同里写了逾期违约金'],
  ['决策集中', '单笔五万以上都要董事长签字'],
  ['愿意推荐', '年内介绍过两家同行'],
  ['月底集中下单', '近一年八成订单落在 20 日以后'],
];

function tags(quiet: readonly DemoCustomer[], today: number): Happening[] {
  return quiet.slice(0, 30).map(({ key, ownerA }, index): Happening => {
    const [tag, reason] = TAGS[index % TAGS.length];
    return { customerKey: key, day: formatDay(today - 88 + 2 * index), by: ownerA, what: 'tag', tag, reason };
  });
}

/** Longer terms for two, deliveries stopped to two who do not pay, and one invoice about which we do not agree. */
function papers(steady: readonly DemoCustomer[], { customers, truth, invoices }: Book, today: number): Happening[] {
  const monthly = steady.filter((each) => each.terms !== 'prepaid' && each.size === 'key');
  const longer = monthly.slice(0, 2).map(
    ({ key }, index): Happening => ({
      ...{
        customerKey: key,
        day: formatDay(today - 30 + 9 * index),
        by: 'retention',
        what: 'terms',
        kind: 'monthly',
        days: 90,
      },
      reason: '两个项目同时开工，账期放到 90 天，项目结算后恢复',
    }),
  );
  const held = unpaying(customers, truth, today).map(
    (customerKey, index): Happening => ({
      ...{ customerKey, day: formatDay(today - 25 + 11 * index), by: 'credit-1', what: 'hold' },
      reason: '两张发票逾期超过 60 天，承诺的回款没有到',
    }),
  );
  const [, , disputing] = monthly;
  const invoice = invoices.findLast(({ customerKey, kind, invoicedOn }) => {
    return customerKey === disputing?.key && kind === 'invoice' && invoicedOn < formatDay(today - 20);
  });
  if (disputing === undefined || invoice === undefined) return [...longer, ...held];
  const reason = '客户说两张板封边开胶，要扣款，质检在复查';
  const disputed = { customerKey: disputing.key, day: formatDay(today - 8), by: 'credit-1', what: 'dispute' as const };
  return [...longer, ...held, { ...disputed, invoice: invoice.number, reason }];
}

/** Who stopped buying a few months ago and pays nothing any more: two customers. */
export function unpaying(customers: readonly DemoCustomer[], truth: DemoCompany['truth'], today: number): string[] {
  const gone = customers.filter(({ key, size, terms }) => {
    const own = truth[key];
    const isGone = own?.kind === 'stop' && own.until === null && size === 'ordinary' && terms !== 'prepaid';
    return isGone && parseDay(own.since) < today - 40 && parseDay(own.since) > today - 260;
  });
  return gone.slice(0, 2).map((each) => each.key);
}

/** Two who stopped more than a year ago have gone to the pool. */
function released({ customers, truth }: Book, today: number): Happening[] {
  const gone = customers.filter(({ key, groupKey, size }) => {
    const own = truth[key];
    return (
      own?.kind === 'stop' &&
      own.until === null &&
      groupKey === null &&
      size === 'ordinary' &&
      parseDay(own.since) < today - 480
    );
  });
  return gone.slice(0, 2).map(
    ({ key }): Happening => ({
      ...{ customerKey: key, day: formatDay(today - 90), by: 'retention', what: 'released' },
      reason: '一年多没有采购，三次召回没有回音，转入公海',
    }),
  );
}
