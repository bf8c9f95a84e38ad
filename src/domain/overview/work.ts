import type { Said } from '../health/health.ts';
import type { ShownCase } from './case-queries.ts';
import type { CustomerRef } from './reference.ts';

/** One line of a person's day: what to do, for whom, why now, by when. */
export interface Work {
  readonly kind: 'warning' | 'task';
  readonly id: string;
  readonly customer: CustomerRef;
  /** Whether the member may open the customer's page; of another one the line says the name only. */
  readonly reachable: boolean;
  readonly title: Said;
  readonly why: Said;
  readonly minutes: number;
  readonly dueAt: Date | null;
  readonly warning: ShownCase | null;
}

const MINUTES_BY_LEVEL = { 1: 20, 2: 40, 3: 60 } as const;
const TITLES: Readonly<Record<1 | 2 | 3, Said>> = {
  1: { zh: '联系客户，弄清原因', en: 'Call and find out why' },
  2: { zh: '约三方会诊：销售、售后、技术', en: 'Arrange a joint visit: sales, after-sales, technical' },
  3: { zh: '高管与客户通话，定挽留方案', en: 'Executive calls, retention plan' },
};

/** A case as something to do. */
export function warningWork(shown: ShownCase): Work {
  const signals = shown.signals.filter(({ cleared }) => !cleared);
  const why = (language: keyof Said) =>
    signals.map(({ sentence }) => sentence[language]).join(language === 'zh' ? '；' : '; ');
  const { id, customer, level, dueAt } = shown;
  const said = { title: TITLES[level], why: { zh: why('zh'), en: why('en') } };
  return {
    kind: 'warning',
    id,
    customer,
    reachable: true,
    ...said,
    minutes: MINUTES_BY_LEVEL[level],
    dueAt,
    warning: shown,
  };
}

/** Minutes of all work that is due by a moment. */
export function withinDays(works: readonly Work[], end: Date): number {
  return works.filter(({ dueAt }) => dueAt !== null && dueAt <= end).reduce((sum, { minutes }) => sum + minutes, 0);
}
