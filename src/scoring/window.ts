/**
 * A stretch of days that ends with as-of's day, or with the day before `after` begins.
 * `days`: that many local days. `months`: calendar months. `own`: a multiple of the customer's own gap in season-days.
 */
export type Window =
  | { readonly unit: 'days'; readonly length: number; readonly after: Window | null }
  | { readonly unit: 'months'; readonly length: number; readonly after: Window | null }
  | {
      readonly unit: 'own';
      readonly factor: number;
      readonly gap: 'median' | 'gap80';
      readonly daysMin: number;
      readonly daysMax: number;
      readonly after: Window | null;
    };

/** Ten years: a longer window is a slip of the pen. */
const DAYS_MAX = 3_660;

const FORM = /^(\d{1,4})([dwmy])$/;
const DAYS_OF_UNIT: Record<string, number> = { d: 1, w: 7 };

/** Reads `90d`, `12w`, `24m` or `2y`; null when the text is none of these or out of range. */
export function parseWindow(text: string): Window | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [count, unit] = [Number(match[1]), match[2]];
  const days = DAYS_OF_UNIT[unit];
  const window: Window =
    days === undefined
      ? { unit: 'months', length: unit === 'y' ? count * 12 : count, after: null }
      : { unit: 'days', length: count * days, after: null };
  return count > 0 && daysAbout(window) <= DAYS_MAX ? window : null;
}

/** About how many days a window is long at most. */
export function daysAbout(window: Window): number {
  if (window.unit === 'own') return window.daysMax;
  return window.unit === 'months' ? window.length * 30.44 : window.length;
}

/** The same length, ending where `later` begins. */
export function windowBefore(window: Window, later: Window): Window {
  return { ...window, after: later };
}
