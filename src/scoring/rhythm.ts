import type { SeasonCalendar } from './seasons.ts';

/** How the own purchase rhythm is read from occasions (domain 3.1). Days are season-days but for `burstDays`. */
export interface RhythmSettings {
  /** Gaps that have to be known before a customer can be called bursty. */
  readonly burstGapsMin: number;
  /** P90 gap ÷ median gap from which buying comes in waves. */
  readonly burstRatio: number;
  /** Calendar days that separate two orders of one wave at most. */
  readonly burstDays: number;
  /** Fewer gaps say nothing, unless the pattern is declared. */
  readonly gapsMin: number;
  /** How many of the latest gaps count. */
  readonly gapsMax: number;
  /** Usual gap of others who buy the same way, by declared pattern; `project` also for those found bursty. */
  readonly peerDays: Readonly<Record<string, number>>;
  readonly peerDaysDefault: number;
  /** Weight of the peer beside the customer's own gaps. */
  readonly peerWeight: number;
  /** Season-days past a stated next need that count as one more ratio of silence. */
  readonly nextNeedDays: number;
}

export const RHYTHM_DEFAULT: RhythmSettings = {
  burstGapsMin: 5,
  burstRatio: 6,
  burstDays: 21,
  gapsMin: 3,
  gapsMax: 12,
  peerDays: { project: 165 },
  peerDaysDefault: 45,
  peerWeight: 2,
  nextNeedDays: 60,
};

/** Occasions whose gaps decide whether a customer is bursty: the ring of domain 3.1. */
const RING = 64;

/** The occasions of one kind for one customer and what follows from them. Reused: `clear` before filling. */
export class Rhythm {
  /** Local days of the occasions, ascending; after `finish` those of one wave are one. */
  days = new Int32Array(64);
  count = 0;
  /** The latest day with an occasion, also inside a wave; NaN without any. */
  lastDay = Number.NaN;
  /** The days with an occasion before waves are merged, and what each brought. */
  orderDays = new Int32Array(64);
  orderAmounts = new Float64Array(64);
  orderDayCount = 0;
  isBursty = false;
  /** Gaps that count: the latest ones, at most `gapsMax`. */
  gapCount = 0;
  gapMedian = Number.NaN;
  /** The shrunk 80th percentile of the own gaps; NaN when too few are known. */
  gap80 = Number.NaN;

  private gaps = new Float64Array(RING);

  clear(): void {
    this.count = 0;
    this.orderDayCount = 0;
    this.lastDay = Number.NaN;
    this.isBursty = false;
    this.gapCount = 0;
    this.gapMedian = Number.NaN;
    this.gap80 = Number.NaN;
  }

  /** Adds a day later than all before. */
  add(day: number, amount: number): void {
    if (this.count === this.days.length) this.grow();
    this.days[this.count] = day;
    this.orderDays[this.count] = day;
    this.orderAmounts[this.count] = amount;
    this.count += 1;
    this.orderDayCount = this.count;
    this.lastDay = day;
  }

  /** Merges waves, then measures the gaps. `pattern` is the declared one or null. */
  finish(settings: RhythmSettings, season: SeasonCalendar, pattern: string | null): void {
    this.isBursty = this.looksBursty(settings, season);
    if (this.isBursty) this.merge(settings.burstDays);
    this.gapCount = this.readGaps(season, settings.gapsMax);
    if (this.gapCount > 0) this.gapMedian = quantile(this.gaps, this.gapCount, 0.5);
    if (this.gapCount < settings.gapsMin && pattern === null) return;
    const own = this.gapCount === 0 ? 0 : quantile(this.gaps, this.gapCount, 0.8);
    const peer = peerDays(settings, pattern, this.isBursty);
    this.gap80 = (this.gapCount * own + settings.peerWeight * peer) / (this.gapCount + settings.peerWeight);
    if (this.gapCount === 0) this.gapMedian = peer;
  }

  /** Occasions on the days (from, to]. */
  countBetween(from: number, to: number): number {
    return this.indexAfter(to) - this.indexAfter(from);
  }

  /** The index of the first occasion after a day. */
  indexAfter(day: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.days[middle] <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private looksBursty(settings: RhythmSettings, season: SeasonCalendar): boolean {
    const gapCount = this.readGaps(season, RING - 1);
    if (gapCount < settings.burstGapsMin) return false;
    return quantile(this.gaps, gapCount, 0.9) >= settings.burstRatio * quantile(this.gaps, gapCount, 0.5);
  }

  /** Sorted latest gaps into `gaps`; returns how many. */
  private readGaps(season: SeasonCalendar, gapsMax: number): number {
    const gapCount = Math.max(0, Math.min(gapsMax, this.count - 1));
    for (let index = 0; index < gapCount; index++) {
      const later = this.count - 1 - index;
      insertSorted(this.gaps, index, season.between(this.days[later - 1], this.days[later]));
    }
    return gapCount;
  }

  /** One wave of call-offs is one buying decision: it stands at its first day. */
  private merge(burstDays: number): void {
    let kept = -1;
    let latest = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < this.count; index++) {
      const day = this.days[index];
      if (day - latest > burstDays) {
        kept += 1;
        this.days[kept] = day;
      }
      latest = day;
    }
    this.count = kept + 1;
  }

  private grow(): void {
    const room = this.days.length * 2;
    const { days, orderDays, orderAmounts } = this;
    this.days = new Int32Array(room);
    this.orderDays = new Int32Array(room);
    this.orderAmounts = new Float64Array(room);
    this.days.set(days);
    this.orderDays.set(orderDays);
    this.orderAmounts.set(orderAmounts);
  }
}

/** The p-quantile of the first `count` of ascending values, linear between them. */
export function quantile(sorted: ArrayLike<number>, count: number, p: number): number {
  const position = (count - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, count - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}

function insertSorted(values: Float64Array, count: number, value: number): void {
  let index = count;
  while (index > 0 && values[index - 1] > value) {
    values[index] = values[index - 1];
    index -= 1;
  }
  values[index] = value;
}

function peerDays(settings: RhythmSettings, pattern: string | null, isBursty: boolean): number {
  const group = pattern ?? (isBursty ? 'project' : '');
  return settings.peerDays[group] ?? settings.peerDaysDefault;
}
