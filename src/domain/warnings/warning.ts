/** 轻微波动, 中度异常, 重度危机. */
export type Level = 1 | 2 | 3;
export type Risk = 'need' | 'relation' | 'external';

/** What the customer said was the matter, in one tap. */
export const contactReasons = {
  price: { zh: '价格', en: 'Price' },
  stock_full: { zh: '库存还够', en: 'Still has stock' },
  project_gap: { zh: '项目间歇', en: 'Between projects' },
  cash: { zh: '资金紧', en: 'Short of cash' },
  competitor: { zh: '在比较同行', en: 'Comparing competitors' },
  complaint: { zh: '对我们不满意', en: 'Not satisfied with us' },
  no_answer: { zh: '没联系上', en: 'No answer' },
  other: { zh: '其他', en: 'Other' },
} as const;

export type ContactReason = keyof typeof contactReasons;

/** How a case ended: the customer came back, is gone, or nothing was the matter. */
export type Outcome = 'recovered' | 'lost' | 'false_alarm';

/** The same thing in both languages. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** A signal that stands for a customer now. */
export interface Signal {
  readonly customerId: number;
  readonly key: string;
  readonly level: Level;
  readonly risk: Risk;
  readonly said: Said;
}

/** The open case of a customer with its standing signals, as far as the next step depends on it. */
export interface OpenCase {
  readonly customerId: number;
  readonly id: string;
  readonly level: Level;
  /** `judged`: a judgement that knew of the signal was made, so its silence clears it. */
  readonly signals: readonly { readonly id: string; readonly key: string; readonly judged: boolean }[];
}

/** What has to happen to a customer's case so that it says what the signals say. */
export interface CaseChange {
  readonly customerId: number;
  /** Null opens a new case. */
  readonly open: OpenCase | null;
  readonly level: Level;
  readonly risk: Risk;
  readonly raise: readonly Signal[];
  readonly clear: readonly string[];
  /** No signal is left: the customer recovered. */
  readonly ends: boolean;
}

/**
 * Compares what stands with what is open. One open case per customer: a new signal joins it and may raise its level,
 * never duplicates it; a case whose last signal cleared ends (ALR-18).
 */
export function caseChange(customerId: number, signals: readonly Signal[], open: OpenCase | null): CaseChange | null {
  const known = new Set(open?.signals.map(({ key }) => key));
  const standing = new Set(signals.map(({ key }) => key));
  const raise = signals.filter(({ key }) => !known.has(key));
  const held = open?.signals ?? [];
  const clear = held.filter(({ key, judged }) => judged && !standing.has(key)).map(({ id }) => id);
  if (raise.length === 0 && clear.length === 0) return null;
  const gravest = signals.reduce<Signal | null>(
    (worst, each) => (worst === null || each.level > worst.level ? each : worst),
    null,
  );
  return {
    customerId,
    open,
    level: gravest === null ? (open?.level ?? 1) : (Math.max(gravest.level, open?.level ?? 1) as Level),
    risk: gravest?.risk ?? 'need',
    raise,
    clear,
    ends: signals.length === 0 && clear.length === held.length,
  };
}
