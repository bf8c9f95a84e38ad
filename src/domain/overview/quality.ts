import type { Said } from '../health/health.ts';

/** What may be wrong with what is known of a customer, by sort. */
export const FLAWS = {
  no_owner: 'missing',
  no_backup: 'missing',
  no_decider: 'missing',
  no_phone: 'missing',
  no_region: 'missing',
  terms_differ: 'contradicting',
  pattern_differs: 'contradicting',
  preference_refused: 'contradicting',
  need_contradicted: 'contradicting',
  unconfirmed: 'outdated',
  contact_left: 'outdated',
  duplicate: 'duplicate',
} as const;

export type Flaw = keyof typeof FLAWS;
export const FLAW_KEYS = Object.keys(FLAWS) as Flaw[];

/** How many customers of one owner have each flaw, and how many have each thing that could be missing. */
export interface OwnerFlaws {
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly customers: number;
  /** Customers that need a B role; those that are companies. */
  readonly needBackup: number;
  readonly companies: number;
  readonly flaws: Readonly<Record<Flaw, number>>;
}

export interface OwnerQuality extends Pick<OwnerFlaws, 'owner' | 'customers' | 'flaws'> {
  /** Per cent of what could be known and is; null where there is nothing to know. */
  readonly completeness: number | null;
}

/** The share of what ought to be known of a set of customers that is known, in per cent. */
export function completenessOf({ customers, needBackup, companies, flaws }: OwnerFlaws): number | null {
  const wanted = 3 * customers + needBackup + companies;
  const { no_owner, no_backup, no_decider, no_phone, no_region } = flaws;
  const missing = no_owner + no_backup + no_decider + no_phone + no_region;
  return wanted === 0 ? null : Math.round((1000 * (wanted - missing)) / wanted) / 10;
}

/** Adds up the flaws of several owners. */
export function totalOf(owners: readonly OwnerFlaws[]): Omit<OwnerFlaws, 'owner'> {
  const sum = (of: (each: OwnerFlaws) => number) => owners.reduce((total, each) => total + of(each), 0);
  const flaws = FLAW_KEYS.map((key) => [key, sum((each) => each.flaws[key])] as const);
  return {
    customers: sum((each) => each.customers),
    needBackup: sum((each) => each.needBackup),
    companies: sum((each) => each.companies),
    flaws: Object.fromEntries(flaws) as Record<Flaw, number>,
  };
}

/** What a flaw's sentence is made of. */
export interface FlawDetail {
  readonly terms: string | null;
  readonly termKind: string | null;
  readonly termDays: number | null;
  readonly pattern: string | null;
  readonly ordersYear: number;
  readonly leftName: string | null;
  readonly preference: string | null;
  readonly need: string | null;
  readonly complaint: string | null;
}

/** Both sides of a contradiction, or what has become of somebody; null where the flaw's name says all. */
export function sayFlaw(flaw: Flaw, detail: FlawDetail): Said | null {
  const { terms, termKind, termDays, ordersYear, leftName, preference, need, complaint } = detail;
  if (flaw === 'terms_differ')
    return {
      zh: `档案写“${terms}”，账期约定是${TERM_KINDS[termKind ?? '']?.zh ?? termKind} ${termDays} 天`,
      en: `on file “${terms}”, agreed ${TERM_KINDS[termKind ?? '']?.en ?? termKind} ${termDays} days`,
    };
  if (flaw === 'pattern_differs')
    return { zh: `近一年下单 ${ordersYear} 次`, en: `${ordersYear} orders in the last year` };
  if (flaw === 'contact_left')
    return leftName === null ? null : { zh: `${leftName} 已离职`, en: `${leftName} has left` };
  if (flaw === 'preference_refused')
    return {
      zh: `偏好${CHANNELS[preference ?? '']?.zh ?? preference}，但已不同意用它联系`,
      en: `prefers ${CHANNELS[preference ?? '']?.en ?? preference}, but consent for it was withdrawn`,
    };
  if (flaw === 'need_contradicted')
    return {
      zh: `需求“${need}”记为已满足，之后投诉“${complaint}”`,
      en: `need “${need}” met, then complained “${complaint}”`,
    };
  return null;
}

const TERM_KINDS: Readonly<Record<string, Said>> = {
  prepaid: { zh: '预付', en: 'prepaid' },
  cash_on_delivery: { zh: '货到付款', en: 'cash on delivery' },
  monthly: { zh: '月结', en: 'monthly' },
  on_invoice: { zh: '票到', en: 'on invoice' },
  other: { zh: '其他', en: 'other' },
};

const CHANNELS: Readonly<Record<string, Said>> = {
  phone: { zh: '电话', en: 'phone' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  email: { zh: '邮件', en: 'e-mail' },
  sms: { zh: '短信', en: 'SMS' },
  portal: { zh: '门户', en: 'the portal' },
};
