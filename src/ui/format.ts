/**
 * How figures, money, days and durations are written for people: the same figure, definition and rounding on every
 * page. Pure; the language, the zone and the present moment are arguments.
 */
import type { Language } from '../kernel/errors.ts';
import { minorDigits } from '../kernel/money.ts';
import {
  DAY_MS,
  formatDay,
  HOUR_MS,
  localDay,
  MINUTE_MS,
  monthIndex,
  parseDay,
  timeOfDay,
  weekday,
} from '../kernel/time.ts';

/** U+2212, as wide as the plus sign; a hyphen would be read as a range. */
const MINUS = '−';
const NOTHING = '–';
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const WEEKDAYS_EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const WEEKDAYS_ZH = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
/** Up to here a duration is said in hours, above in days: 26:10 is still read as "tomorrow". */
const HOURS_MAX = 30;

interface Scale {
  readonly from: number;
  readonly unit: string;
}

const SCALES: Readonly<Record<Language, readonly Scale[]>> = {
  zh: [
    { from: 1e8, unit: ' 亿' },
    { from: 1e4, unit: ' 万' },
  ],
  en: [
    { from: 1e9, unit: ' B' },
    { from: 1e6, unit: ' M' },
    { from: 1e4, unit: ' K' },
  ],
};

/** A number with thousands separated and a true minus: `1,286`, `−0.4`. */
export function formatNumber(value: number, decimals = 0): string {
  const text = new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return withSign(text.format(Math.abs(value)), value, false);
}

/** A number as short as it is exact to the hundredth: `0.95`, `100`. */
export function formatPlain(value: number): string {
  return withSign(new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(Math.abs(value)), value, false);
}

/** The same with a plus on rises; `0` for what rounds to zero. */
export function formatChange(value: number, decimals = 0): string {
  if (Math.round(value * 10 ** decimals) === 0) return '0';
  return withSign(formatNumber(Math.abs(value), decimals), value, true);
}

/** A share as per cent: `0.614` → `61.4%`. */
export function formatShare(share: number, decimals = 0): string {
  return `${formatNumber(share * 100, decimals)}%`;
}

/** A currency's sign: `¥`, `£`; a currency without one keeps its code and a space. */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const sign = parts.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
  return sign.length > 1 ? `${sign} ` : sign;
}

/**
 * Minor units in the unit people speak of: `¥1,842 万`, `¥18.4 M`, `¥8,650`. Three figures at least, so that 3.86 万
 * and 42.0 万 keep what distinguishes them.
 */
export function formatMoney(minor: number, currency: string, language: Language): string {
  return withSign(currencySign(currency) + shortAmount(minor, currency, language), minor, false);
}

/** A difference of money: `+216 万`, `−52.0 万`, without the currency that its neighbour already names. */
export function formatMoneyChange(minor: number, currency: string, language: Language): string {
  return withSign(shortAmount(minor, currency, language), minor, true);
}

/** Minor units to the last cent, for order lines and books: `¥18,600.00`. */
export function formatMoneyExact(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  return withSign(currencySign(currency) + formatNumber(Math.abs(minor) / 10 ** digits, digits), minor, false);
}

function shortAmount(minor: number, currency: string, language: Language): string {
  const major = Math.abs(minor) / 10 ** minorDigits(currency);
  const scale = SCALES[language].find(({ from }) => major >= from);
  if (scale === undefined) return formatNumber(major);
  const scaled = major / scale.from;
  // Above 10,000 the English units already carry a letter per three figures; K starts at 10,000 but divides by 1,000.
  const value = scale.unit === ' K' ? major / 1e3 : scaled;
  return formatNumber(value, figuresAfterPoint(value)) + scale.unit;
}

function figuresAfterPoint(value: number): number {
  if (value >= 100) return 0;
  return value >= 10 ? 1 : 2;
}

/** A day of the calendar, `2026-11-23`, as people write it: `11-23` this year, with the year otherwise; `Nov 23`. */
export function formatDate(day: string, today: string, language: Language): string {
  const { year, month, date } = partsOf(day);
  const sameYear = year === partsOf(today).year;
  if (language === 'en') {
    const name = `${MONTHS_EN[month - 1] ?? ''} ${date}`;
    return sameYear ? name : `${name}, ${year}`;
  }
  return sameYear ? day.slice(5) : day;
}

/** A day as a heading: `11 月 23 日`, `November 23` is never needed where `Nov 23` is understood. */
export function formatDayHeading(day: string, today: string, language: Language): string {
  if (language === 'en') return formatDate(day, today, language);
  const { year, month, date } = partsOf(day);
  const text = `${month} 月 ${date} 日`;
  return year === partsOf(today).year ? text : `${year} 年 ${text}`;
}

/** A month for an axis: `25-12`, `Dec 25`. */
export function formatMonth(day: string, language: Language): string {
  const { month } = partsOf(day);
  return language === 'zh' ? day.slice(2, 7) : `${MONTHS_EN[month - 1] ?? ''} ${day.slice(2, 4)}`;
}

/** The month alone, for "November to date": `11`, `Nov`. */
export function formatMonthName(day: string, language: Language): string {
  const { month } = partsOf(day);
  return language === 'zh' ? String(month) : (MONTHS_EN[month - 1] ?? '');
}

export function formatWeekday(day: string, language: Language): string {
  const index = weekday(parseDay(day));
  return (language === 'zh' ? WEEKDAYS_ZH[index] : WEEKDAYS_EN[index]) ?? '';
}

/** The local day of an instant. */
export function dayOfInstant(at: Date, zone: string): string {
  return formatDay(localDay(at.getTime(), zone));
}

/** The local wall clock of an instant, `13:40`. */
export function formatTime(at: Date, zone: string): string {
  const minutes = Math.floor(timeOfDay(at.getTime(), zone) / MINUTE_MS);
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** An instant to the minute: `2026-11-23 13:40`. */
export function formatInstant(at: Date, zone: string): string {
  return `${dayOfInstant(at, zone)} ${formatTime(at, zone)}`;
}

/** A length of time: `1:42` up to 30 hours, `2 天` above; negative lengths lose their sign, the words around say it. */
export function formatDuration(milliseconds: number, language: Language): string {
  const minutes = Math.round(Math.abs(milliseconds) / MINUTE_MS);
  if (minutes <= HOURS_MAX * 60) return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}`;
  const days = Math.round(Math.abs(milliseconds) / DAY_MS);
  if (language === 'zh') return `${days} 天`;
  return days === 1 ? '1 day' : `${days} days`;
}

/** How long ago: `12 分钟前`, `3 小时前`, `昨天 18:00`, `6 天前`, then the date. */
export function formatAge(at: Date, now: Date, zone: string, language: Language): string {
  const passed = now.getTime() - at.getTime();
  const zh = language === 'zh';
  if (passed < MINUTE_MS) return zh ? '刚刚' : 'just now';
  if (passed < HOUR_MS) return ago(Math.floor(passed / MINUTE_MS), zh ? '分钟' : 'min', language);
  const days = localDay(now.getTime(), zone) - localDay(at.getTime(), zone);
  if (days === 0) return ago(Math.floor(passed / HOUR_MS), zh ? '小时' : 'h', language);
  if (days === 1) return `${zh ? '昨天' : 'yesterday'} ${formatTime(at, zone)}`;
  return days <= 30
    ? ago(days, zh ? '天' : 'days', language)
    : formatDate(dayOfInstant(at, zone), dayOfInstant(now, zone), language);
}

/** How long two have worked together: `6 年 4 个月`, `6 y 4 m`. */
export function formatYears(since: string, today: string, language: Language): string {
  const months = Math.max(
    0,
    monthIndex(parseDay(today)) - monthIndex(parseDay(since)) - (laterInMonth(since, today) ? 1 : 0),
  );
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const [yearWord, monthWord] = language === 'zh' ? [' 年', ' 个月'] : [' y', ' m'];
  const parts = [years > 0 ? `${years}${yearWord}` : '', rest > 0 || years === 0 ? `${rest}${monthWord}` : ''];
  return parts.filter((part) => part !== '').join(' ');
}

/** A range of two written figures, `1,310–2,460`. */
export function formatRange(low: string, high: string): string {
  return `${low}${NOTHING}${high}`;
}

/** Rounds shares so that what is shown adds up exactly: the largest remainders get the last units. */
export function largestRemainder(values: readonly number[], decimals: number): number[] {
  const unit = 10 ** decimals;
  const scaled = values.map((value) => value * unit);
  const floors = scaled.map(Math.floor);
  const missing = Math.round(scaled.reduce(sum, 0)) - floors.reduce(sum, 0);
  const byRemainder = scaled.map((value, index) => ({ index, rest: value - Math.floor(value) }));
  byRemainder.sort((a, b) => b.rest - a.rest || a.index - b.index);
  const raised = new Set(byRemainder.slice(0, missing).map(({ index }) => index));
  return floors.map((floor, index) => (floor + (raised.has(index) ? 1 : 0)) / unit);
}

function sum(total: number, value: number): number {
  return total + value;
}

function laterInMonth(since: string, today: string): boolean {
  return partsOf(since).date > partsOf(today).date;
}

function ago(count: number, unit: string, language: Language): string {
  if (language === 'zh') return `${count} ${unit}前`;
  return `${count} ${count === 1 && unit === 'days' ? 'day' : unit} ago`;
}

function withSign(text: string, value: number, plus: boolean): string {
  if (!/[1-9]/.test(text)) return text;
  if (value < 0) return MINUS + text;
  return plus && value > 0 ? `+${text}` : text;
}

function partsOf(day: string): { year: number; month: number; date: number } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month, date };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
