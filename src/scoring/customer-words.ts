import type { CustomerView } from './customer-view.ts';
import { CONSENT_FILTERS } from './fact-filters.ts';
import { KIND } from './fact-kinds.ts';
import { Values } from './statistics.ts';
import { daysAbout } from './window.ts';
import type { NumberOf, Word } from './word.ts';

const DAYS_PER_YEAR = 365.25;
/** The span for which a tier's contacts are given. */
const CADENCE_DAYS = 90;
/** How many of the latest orders the median order is taken from. */
const MEDIAN_ORDERS_MAX = 64;
/** A solved and confirmed complaint weighs half, a reopening 1 and a missed limit 2 more (domain 3.2, no. 4). */
const CONFIRMED_WEIGHT = 0.5;
const REOPENED_WEIGHT = 1;
const LIMIT_MISSED_WEIGHT = 2;
const SEVERITY_CODES = [1, 2, 4];

/** Words about one customer as a whole: age, agreements, orders against a warning, complaints. */
export const customerWords: readonly Word[] = [
  {
    name: 'years_as_customer',
    parameters: [],
    required: 0,
    returns: 'number',
    zh: '合作年数，从登记的起始日或第一条事实算起',
    en: 'years since the date given, or since the first fact',
    example: 'years_as_customer() >= 3',
    isMeasure: true,
    make: () => (view) => (view.book.asOfDay - firstDay(view)) / DAYS_PER_YEAR,
  },
  {
    name: 'contacts_due',
    parameters: ['window'],
    required: 1,
    returns: 'number',
    zh: '按等级节奏（或约定）窗口内应有的联系次数',
    en: 'contacts due in a window by the cadence of the tier, or as agreed',
    example: "count('interaction', '90d', 'two_way') >= contacts_due('90d')",
    isMeasure: false,
    isFinding: true,
    make: (call) => {
      const days = daysAbout(call.window(0));
      return (view) => (contactsDue(view) * days) / CADENCE_DAYS;
    },
  },
  {
    name: 'owner_coverage',
    parameters: [],
    required: 0,
    returns: 'number',
    zh: '负责人名下 90 天内有双向联系记录的客户占比',
    en: "share of the owner's customers with a logged two-way contact in 90 days",
    example: 'owner_coverage() >= 0.4',
    isMeasure: true,
    make: () => (view) => view.context.ownerCoverage,
  },
  {
    name: 'has_tag',
    parameters: ['tag'],
    required: 1,
    returns: 'boolean',
    zh: '是否有某标签',
    en: 'whether the customer has a tag',
    example: "has_tag('样板客户')",
    isMeasure: true,
    make: (call) => {
      const tag = call.text(0);
      return (view) => (view.context.tags.includes(tag) ? 1 : 0);
    },
  },
  {
    name: 'consents',
    parameters: ['channel'],
    required: 1,
    returns: 'boolean',
    zh: '最近一次对某渠道的表态是否为同意，没说过则未知',
    en: 'whether the latest word on a channel was consent; unknown where nobody said anything',
    example: "consents('sms')",
    isMeasure: true,
    make: (call) => consents(CONSENT_FILTERS[call.text(0)].category ?? 0),
  },
  {
    name: 'data_through',
    parameters: ['kind'],
    required: 1,
    returns: 'number',
    zh: '某类事实的数据截止日距今几天，数据完整则为 0',
    en: 'how many days ago the feed of a kind ends; 0 where it is complete',
    example: "data_through('order') <= 7",
    isMeasure: true,
    make: (call) => {
      const kind = call.kind(0);
      return ({ book }) => {
        if (book.connected[kind] !== 1) return Number.NaN;
        return Math.max(0, book.asOfDay - book.dataThroughDay[kind]);
      };
    },
  },
  {
    name: 'is_connected',
    parameters: ['kind'],
    required: 1,
    returns: 'boolean',
    zh: '公司是否有这类事实的数据',
    en: 'whether the company has any fact of the kind',
    example: "is_connected('survey_nps') && !known(latest_score('survey_nps'))",
    isMeasure: true,
    make: (call) => {
      const kind = call.kind(0);
      return (view) => view.book.connected[kind];
    },
  },
  {
    name: 'median_order',
    parameters: [],
    required: 0,
    returns: 'number',
    zh: '自身单笔订单金额的中位数（元）',
    en: 'median amount of the own orders, in major units',
    example: 'order_since_warning() >= 0.2 * median_order()',
    isMeasure: true,
    make: () => medianOrder,
  },
  {
    name: 'order_since_warning',
    parameters: [],
    required: 0,
    returns: 'number',
    zh: '预警触发后最大的一天净采购额（元）；仅用于 clear',
    en: 'largest net purchase of one day since the warning was raised, in major units; for clear only',
    example: 'order_since_warning() > 0',
    isMeasure: false,
    isFinding: true,
    make: () => orderSinceWarning,
  },
  {
    name: 'raised_by_hand',
    parameters: ['kind'],
    required: 1,
    returns: 'boolean',
    zh: '上次解除后是否有人登记了这类事实；仅用于预警',
    en: 'whether somebody recorded a fact of the kind since the warning was last cleared; for warnings only',
    example: "raised_by_hand('supplier_change_threatened')",
    isMeasure: false,
    isFinding: true,
    make: (call) => raisedByHand(call.kind(0)),
  },
  {
    name: 'open_complaints',
    parameters: [],
    required: 0,
    returns: 'number',
    zh: '未解决的投诉数',
    en: 'complaints not solved',
    example: 'open_complaints() > 0',
    isMeasure: true,
    make: () => openComplaints,
  },
  {
    name: 'complaint_weight',
    parameters: ['window'],
    required: 1,
    returns: 'number',
    zh: '投诉分量：按分级相加，已确认解决的减半，重开加 1，超时加 2',
    en: 'complaints by severity; solved and confirmed count half, a reopening 1 and a missed limit 2 more',
    example: "complaint_weight('180d') >= 4",
    isMeasure: true,
    make: (call) => {
      const window = call.window(0);
      return (view) => {
        if (!view.isConnected(KIND.complaintOpened)) return Number.NaN;
        if (!view.resolve(window, view.asOfDay(KIND.complaintOpened))) return Number.NaN;
        return complaintWeight(view, view.indexAfter(view.windowFrom), view.indexAfter(view.windowTo));
      };
    },
  },
];

function firstDay(view: CustomerView): number {
  const told = view.context.sinceDay ?? Number.POSITIVE_INFINITY;
  const first = Math.min(told, view.count > 0 ? view.day[0] : Number.POSITIVE_INFINITY);
  return Number.isFinite(first) ? first : Number.NaN;
}

function contactsDue(view: CustomerView): number {
  const { cadenceDue } = view.context;
  if (!Number.isNaN(cadenceDue)) return cadenceDue;
  return view.settings.contactsDue[view.tier ?? ''] ?? view.settings.contactsDue[''] ?? Number.NaN;
}

/** What is gathered of one customer; only ever of one at a time. */
const amounts = new Values();

function medianOrder(view: CustomerView): number {
  amounts.clear();
  for (let index = view.count - 1; index >= 0 && amounts.count < MEDIAN_ORDERS_MAX; index--) {
    const isOrder = view.kind[index] === KIND.order && view.amount[index] > 0;
    if (isOrder) amounts.add(view.amount[index]);
  }
  return amounts.quantile(0.5) / view.settings.minorUnits;
}

function consents(channel: number): NumberOf {
  return (view) => {
    for (let index = view.count - 1; index >= 0; index--) {
      if (view.kind[index] !== KIND.consentChanged || view.category[index] !== channel) continue;
      view.trace?.add(view.source[index]);
      return view.score[index] === 1 ? 1 : 0;
    }
    return Number.NaN;
  };
}

function orderSinceWarning(view: CustomerView): number {
  const since = view.findings.warningSince;
  if (Number.isNaN(since)) return Number.NaN;
  const rhythm = view.rhythm(KIND.order);
  let largest = 0;
  for (let index = 0; index < rhythm.orderDayCount; index++) {
    if (rhythm.orderDays[index] > since) largest = Math.max(largest, rhythm.orderAmounts[index]);
  }
  return largest / view.settings.minorUnits;
}

function raisedByHand(kind: number): NumberOf {
  return (view) => {
    const cleared = view.findings.warningCleared;
    for (let index = view.count - 1; index >= 0; index--) {
      if (view.kind[index] !== kind || view.day[index] < cleared) continue;
      view.trace?.add(view.source[index]);
      return 1;
    }
    return 0;
  };
}

function openComplaints(view: CustomerView): number {
  if (!view.isConnected(KIND.complaintOpened)) return Number.NaN;
  let open = 0;
  for (let index = 0; index < view.count; index++) {
    const kind = view.kind[index];
    if (kind === KIND.complaintOpened || kind === KIND.complaintReopened) open += 1;
    else if (kind === KIND.complaintSolved) open -= 1;
  }
  return Math.max(0, open);
}

/** Solutions are matched to complaints of the same severity, since a fact does not name another. */
function complaintWeight(view: CustomerView, from: number, to: number): number {
  let weight = 0;
  for (const severity of SEVERITY_CODES) {
    let [opened, confirmed] = [0, 0];
    for (let index = from; index < to; index++) {
      if (view.score[index] !== severity) continue;
      const kind = view.kind[index];
      if (kind === KIND.complaintOpened) opened += 1;
      else if (kind === KIND.complaintSolved && view.amount[index] === 1) confirmed += 1;
    }
    weight += severity * (opened - (1 - CONFIRMED_WEIGHT) * Math.min(opened, confirmed));
  }
  return weight + aggravations(view, from, to);
}

function aggravations(view: CustomerView, from: number, to: number): number {
  let weight = 0;
  for (let index = from; index < to; index++) {
    const kind = view.kind[index];
    if (kind === KIND.complaintReopened) weight += REOPENED_WEIGHT;
    else if (kind === KIND.complaintLimitMissed) weight += LIMIT_MISSED_WEIGHT;
    else if (kind !== KIND.complaintOpened && kind !== KIND.complaintSolved) continue;
    view.trace?.add(view.source[index]);
  }
  return weight;
}
