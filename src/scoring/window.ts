/** How long a window is. `own`: a multiple of the customer's own gap in season-days, within limits. */
type Length =
  | { readonly unit: 'days'; readonly length: number }
  | { readonly unit: 'months'; readonly length: number }
  | { readonly unit: 'whole_months'; readonly length: number }
  | { readonly unit: 'this_month' }
  | { readonly unit: 'this_year' }
  | {
      readonly unit: 'own';
      readonly factor: number;
      readonly gap: 'median' | 'gap80';
      readonly daysMin: number;
      readonly daysMax: number;
    };

/** A window of some length that ends with as-of's day, or with the day before `after` begins. */
export type Stretch = Length & { readonly after: Window | null };

/**
 * A stretch of days that ends with as-of's day, before another window, or so many years ago: on the same date, or on
 * the day that played the same part in the season.
 */
export type Window =
  | Stretch
  | { readonly unit: 'shifted'; readonly of: Window; readonly years: number; readonly by: 'date' | 'season' };

/** Ten years: a longer window is a slip of the pen. */
const DAYS_MAX = 3_660;
const DAYS_OF_MONTH = 30.44;

const FORM = /^(\d{1,4})([dwmy])$/;
const DAYS_OF_UNIT: Record<string, number> = { d: 1, w: 7 };

/** Reads `90d`, `12w`, `24m` or `2y`; null when the text is none of these or out of range. */
export function parseWindow(text: string): Stretch | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [count, unit] = [Number(match[1]), match[2]];
  const days = DAYS_OF_UNIT[unit];
  const window: Stretch =
    days === undefined
      ? { unit: 'months', length: unit === 'y' ? count * 12 : count, after: null }
      : { unit: 'days', length: count * days, after: null };
  return count > 0 && daysAbout(window) <= DAYS_MAX ? window : null;
}

/** About how many days a window is long at most. */
export function daysAbout(window: Window): number {
  switch (window.unit) {
    case 'shifted':
      return daysAbout(window.of);
    case 'own':
      return window.daysMax;
    case 'days':
      return window.length;
    case 'this_month':
      return 31;
    case 'this_year':
      return 366;
    default:
      return window.length * DAYS_OF_MONTH;
  }
}

/** The same length, ending where `later` begins. */
export function windowBefore(window: Window, later: Window): Window {
  if (window.unit === 'shifted') throw new Error('what lies before another window has a length of its own');
  return { ...window, after: later };
}

/** The window of the same length just before. */
export function previousWindow(window: Window): Window {
  return window.unit === 'shifted' ? { ...window, of: previousWindow(window.of) } : windowBefore(window, window);
}

/** The window between two days: from the beginning of the longer stretch to that of the shorter. Null: not so written. */
export function windowBetween(far: Window, near: Window): Window | null {
  if ((far.unit !== 'days' && far.unit !== 'months') || far.unit !== near.unit) return null;
  return far.length > near.length ? { unit: far.unit, length: far.length - near.length, after: near } : null;
}

/** The same window so many years earlier. */
export function windowYearsAgo(of: Window, years: number, by: 'date' | 'season'): Window {
  return { unit: 'shifted', of, years, by };
}

/** True for a window that looks away from as-of: nothing can be compared with a time from which we have no facts. */
export function isComparison(window: Window): boolean {
  return window.unit === 'shifted' || window.after !== null;
}
