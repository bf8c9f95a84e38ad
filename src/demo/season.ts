import { DAY_MS, formatDay } from '../kernel/time.ts';
import { lunarNewYear } from '../scoring/lunar-new-year.ts';

/** How trade breathes over the year: around the Spring Festival, over National Day, and in the northern winter. */

const STOCK_UP_DAYS = 30;
const STOP_BEFORE_DAYS = 7;
const STOP_AFTER_DAYS = 10;
const SLUMP_DAYS = 35;

export interface Season {
  /** Speed at which a customer uses material: 1 on an ordinary day, 0 where nobody orders. */
  pace: number;
  /** Factor on the amount of an order. */
  amount: number;
}

/** What a local day does to demand; `isNorthern` customers build nothing from December to February. */
export function seasonOf(day: number, isNorthern: boolean): Season {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth() + 1;
  if (isNorthern && (month === 12 || month <= 2)) return { pace: 0, amount: 1 };
  const festival = lunarNewYear(date.getUTCFullYear());
  const around = festival === null ? null : aroundFestival(day - festival);
  if (around !== null) return around;
  const isNationalDay = month === 10 && date.getUTCDate() <= 7;
  return { pace: isNationalDay ? 0.3 : 1, amount: 1 };
}

function aroundFestival(offset: number): Season | null {
  if (offset < -STOCK_UP_DAYS || offset > SLUMP_DAYS) return null;
  if (offset < -STOP_BEFORE_DAYS) return { pace: 1.3, amount: 1.35 };
  if (offset <= STOP_AFTER_DAYS) return { pace: 0, amount: 1 };
  return { pace: 0.8, amount: 0.8 };
}

/** An instant in the company's zone, which has had one offset since 1991. */
export function at(day: number, minuteOfDay: number): string {
  const hour = String(Math.floor(minuteOfDay / 60)).padStart(2, '0');
  const minute = String(Math.floor(minuteOfDay % 60)).padStart(2, '0');
  return `${formatDay(day)}T${hour}:${minute}:00+08:00`;
}
