import { dayOf, monthIndex } from '../kernel/time.ts';
import { lunarNewYears } from './lunar-new-year.ts';

/** How much a day counts for trade: the season calendar of a plan. Weights lie between 0 and 1. */
export interface SeasonSettings {
  readonly springFestival: { readonly daysBefore: number; readonly daysAfter: number; readonly weight: number };
  readonly winters: readonly {
    readonly regions: readonly string[];
    readonly months: readonly number[];
    readonly weight: number;
  }[];
}

/** A stretch of slow trade that the company entered: the days from `fromDay` to `toDay`; no regions: everywhere. */
export interface SeasonSpan {
  readonly fromDay: number;
  readonly toDay: number;
  readonly weight: number;
  readonly regions: readonly string[];
}

export const NO_SEASONS: SeasonSettings = { springFestival: { daysBefore: 0, daysAfter: 0, weight: 1 }, winters: [] };

const FIRST_DAY = dayOf(1990, 1, 1);
const LAST_DAY = dayOf(2060, 12, 31);

/** Weighted days of one region as prefix sums: a span costs two reads. Outside 1990–2060 every day weighs 1. */
export class SeasonCalendar {
  /** `sums[i]` = weight of the days FIRST_DAY … FIRST_DAY + i. */
  private readonly sums: Float64Array;

  constructor(weights: Float64Array) {
    this.sums = new Float64Array(weights.length);
    let sum = 0;
    for (let index = 0; index < weights.length; index++) {
      sum += weights[index];
      this.sums[index] = sum;
    }
  }

  /** Season-days after `from` up to and including `to`; negative when `to` is earlier. */
  between(from: number, to: number): number {
    return this.sumUntil(to) - this.sumUntil(from);
  }

  /** The latest day from which at least `seasonDays` season-days lead up to the end of `to`. */
  back(to: number, seasonDays: number): number {
    const wanted = this.sumUntil(to) - seasonDays;
    if (wanted <= 0) return FIRST_DAY - 1 + Math.floor(wanted);
    let [low, high] = [FIRST_DAY - 1, to];
    while (low < high) {
      const middle = Math.floor((low + high + 1) / 2);
      if (this.sumUntil(middle) <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private sumUntil(day: number): number {
    if (day < FIRST_DAY) return day - FIRST_DAY + 1;
    const index = day - FIRST_DAY;
    const last = this.sums.length - 1;
    return index <= last ? this.sums[index] : this.sums[last] + index - last;
  }
}

/** The calendars of a plan and of what the company entered: one for everybody, one more for each region named. */
export class Seasons {
  private readonly everywhere: SeasonCalendar;
  private readonly byRegion = new Map<string, SeasonCalendar>();

  constructor(settings: SeasonSettings, spans: readonly SeasonSpan[] = []) {
    const weights = festivalWeights(settings);
    for (const span of spans) if (span.regions.length === 0) slow(weights, span);
    this.everywhere = new SeasonCalendar(weights);
    const regions = new Set([...settings.winters, ...spans].flatMap((each) => each.regions));
    for (const region of regions) {
      let own = weights;
      for (const winter of settings.winters) {
        if (winter.regions.includes(region)) own = withWinter(own, new Set(winter.months), winter.weight);
      }
      own = own.slice();
      for (const span of spans) if (span.regions.includes(region)) slow(own, span);
      this.byRegion.set(region, new SeasonCalendar(own));
    }
  }

  /** The calendar that holds for a customer's region. */
  of(region: string | null): SeasonCalendar {
    return (region === null ? undefined : this.byRegion.get(region)) ?? this.everywhere;
  }
}

/** True from `daysBefore` the lunar new year to `daysAfter` it. */
export function isNearFestival(day: number, daysBefore: number, daysAfter: number): boolean {
  return lunarNewYears().some((festival) => day >= festival - daysBefore && day <= festival + daysAfter);
}

function festivalWeights({ springFestival }: SeasonSettings): Float64Array {
  const weights = new Float64Array(LAST_DAY - FIRST_DAY + 1).fill(1);
  for (const festival of lunarNewYears()) {
    const from = Math.max(festival - springFestival.daysBefore, FIRST_DAY) - FIRST_DAY;
    weights.fill(springFestival.weight, from, festival + springFestival.daysAfter + 1 - FIRST_DAY);
  }
  return weights;
}

function slow(weights: Float64Array, { fromDay, toDay, weight }: SeasonSpan): void {
  const last = Math.min(toDay, LAST_DAY) - FIRST_DAY;
  for (let index = Math.max(fromDay, FIRST_DAY) - FIRST_DAY; index <= last; index++) {
    weights[index] = Math.min(weights[index], weight);
  }
}

/** Where two reasons to be quiet meet, the quieter one counts. */
function withWinter(weights: Float64Array, months: ReadonlySet<number>, weight: number): Float64Array {
  return weights.map((festival, index) => {
    const month = (monthIndex(FIRST_DAY + index) % 12) + 1;
    return months.has(month) ? Math.min(festival, weight) : festival;
  });
}
