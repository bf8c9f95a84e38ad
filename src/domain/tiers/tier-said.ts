import type { Language } from '../../kernel/errors.ts';
import { minorDigits } from '../../kernel/money.ts';
import type { Named, Said } from '../../plan/plan.ts';
import type { TierMeasures } from '../customers/customers.ts';

/** Less than this share of change is noise. */
const SHARE_MIN = 0.01;
const UNITS = {
  zh: [
    [100_000_000, ' 亿'],
    [10_000, ' 万'],
  ],
  en: [
    [1_000_000, ' M'],
    [1_000, ' K'],
  ],
} as const satisfies Record<Language, readonly (readonly [number, string])[]>;

interface SayingPlan {
  readonly currency: string;
  readonly indicators: readonly Named[];
}

/** Why another tier is proposed: standing, and what of it has changed since the held one was decided. */
export function sayMove(plan: SayingPlan, before: TierMeasures | null, now: TierMeasures): Said {
  return { zh: sayIn(plan, before, now, 'zh'), en: sayIn(plan, before, now, 'en') };
}

function sayIn(plan: SayingPlan, before: TierMeasures | null, now: TierMeasures, language: Language): string {
  const zh = language === 'zh';
  const points = Object.entries(now.points).map(([key, value]) => {
    const indicator = plan.indicators.find((each) => each.key === key);
    const name = (zh ? indicator?.name : indicator?.nameEn) ?? key;
    return changed(`${name}${zh ? ' ' : ' points '}`, before?.points[key] ?? null, value, whole);
  });
  const amount = amountSaid(plan.currency, before?.amountYear ?? null, now.amountYear, language);
  const standing = said(zh ? '等级分 ' : 'standing ', before?.standing ?? null, now.standing, tenth);
  return [standing, amount, ...points].filter((part) => part !== null).join(zh ? '；' : '; ');
}

function amountSaid(currency: string, before: number | null, now: number | null, language: Language): string | null {
  if (now === null) return null;
  const share = before === null || before === 0 ? 0 : now / before - 1;
  const word = language === 'zh' ? '近 12 个月采购额 ' : '12 months ';
  const written = (minor: number) => money(minor, currency, language);
  if (Math.abs(share) < SHARE_MIN) return word + written(now);
  const sign = share < 0 ? '−' : '+';
  const percent = `${sign}${Math.round(Math.abs(share) * 100)}%`;
  const change = language === 'zh' ? `（${percent}）` : ` (${percent})`;
  return said(word, before, now, written) + change;
}

/** Only what moved is worth a word. */
function changed(
  word: string,
  before: number | null,
  now: number | null,
  write: (value: number) => string,
): string | null {
  return before === null || now === null || write(before) === write(now) ? null : said(word, before, now, write);
}

function said(word: string, before: number | null, now: number | null, write: (value: number) => string): string {
  const written = now === null ? '–' : write(now);
  return before === null || write(before) === written ? word + written : `${word}${write(before)} → ${written}`;
}

function tenth(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function whole(value: number): string {
  return String(Math.round(value));
}

/** `¥1,080 万`, `¥10.8 M`. */
function money(minor: number, currency: string, language: Language): string {
  const major = minor / 10 ** minorDigits(currency);
  const [size, unit] = UNITS[language].find(([from]) => Math.abs(major) >= from) ?? [1, ''];
  const value = major / size;
  const format = new Intl.NumberFormat('en', {
    ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: 0 },
    maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 1,
  });
  return format.format(value) + unit;
}
