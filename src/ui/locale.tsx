import { createContext, useContext, useMemo } from 'react';
import type { Language } from '../kernel/errors.ts';
import * as format from './format.ts';

/** What every written figure depends on: who reads, where the company is, and when it is. */
export interface Locale {
  readonly language: Language;
  readonly zone: string;
  readonly currency: string;
  readonly now: Date;
}

/** A sentence that the server said in both languages. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

export const LocaleContext = createContext<Locale>({
  language: 'zh',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  now: new Date(0),
});

/** The formats of `format.ts` with language, zone, currency and the present moment filled in. */
export function useFormat() {
  const locale = useContext(LocaleContext);
  return useMemo(() => formatsFor(locale), [locale]);
}

function formatsFor({ language, zone, currency, now }: Locale) {
  const today = format.dayOfInstant(now, zone);
  const instant = (at: string | Date) => (typeof at === 'string' ? new Date(at) : at);
  return {
    language,
    zone,
    today,
    now,
    say: (said: Said) => said[language],
    name: (labelled: { name: string; nameEn?: string | null }) =>
      language === 'en' && labelled.nameEn ? labelled.nameEn : labelled.name,
    money: (minor: number) => format.formatMoney(minor, currency, language),
    moneyChange: (minor: number) => format.formatMoneyChange(minor, currency, language),
    moneyExact: (minor: number) => format.formatMoneyExact(minor, currency),
    date: (day: string) => format.formatDate(day, today, language),
    dayHeading: (day: string) => format.formatDayHeading(day, today, language),
    month: (day: string) => format.formatMonth(day, language),
    monthName: (day: string) => format.formatMonthName(day, language),
    weekday: (day: string) => format.formatWeekday(day, language),
    dayOf: (at: string | Date) => format.dayOfInstant(instant(at), zone),
    time: (at: string | Date) => format.formatTime(instant(at), zone),
    instant: (at: string | Date) => format.formatInstant(instant(at), zone),
    age: (at: string | Date) => format.formatAge(instant(at), now, zone, language),
    duration: (milliseconds: number) => format.formatDuration(milliseconds, language),
    years: (since: string) => format.formatYears(since, today, language),
  };
}

export type Formats = ReturnType<typeof formatsFor>;
