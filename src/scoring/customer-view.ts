import { addMonths, localDayOf, monthIndex, monthStart } from '../kernel/time.ts';
import { type Basis, type EffectiveBasis, effectiveBasis, PLAIN_BASIS } from './basis.ts';
import type { Book, CustomerContext } from './book.ts';
import { type FactColumns, isKnown } from './fact-columns.ts';
import { KIND } from './fact-kinds.ts';
import { sameSeasonDay } from './lunar-new-year.ts';
import { Rhythm, type RhythmSettings } from './rhythm.ts';
import type { SeasonCalendar, Seasons } from './seasons.ts';
import { isComparison, type Stretch, type Window } from './window.ts';

/** What a plan says once for the whole book and measures need. */
export interface ViewSettings {
  readonly timezone: string;
  /** Minor units in one major unit of the plan's currency. */
  readonly minorUnits: number;
  readonly basis: Basis;
  readonly rhythm: RhythmSettings;
  readonly seasons: Seasons;
  /** Contacts due in 90 days by tier. */
  readonly contactsDue: Readonly<Record<string, number>>;
}

/** What one judgement has found so far; later expressions read it. */
export interface Findings {
  readonly values: Float64Array;
  readonly points: Float64Array;
  /** 1 open, 0 not, by the plan's order of warnings. */
  readonly warnings: Uint8Array;
  /** Their levels, which are the plan's. */
  readonly warningLevels: Uint8Array;
  /** 1 member, 0 not, NaN unknown, by the plan's order of segments. */
  readonly segments: Float64Array;
  /** 1 earned, 0 not, NaN unknown, by the plan's order of badges. */
  readonly badges: Float64Array;
  /** By the plan's order of schemes: the place of the class that applies, -1 for none. */
  readonly classes: Int16Array;
  /** Recency, frequency, monetary value: 1–5, NaN unknown. */
  readonly rfm: Float64Array;
  rfmClass: string | null;
  stage: string | null;
  /** Inputs of all indicators, each at its slot. */
  readonly inputs: (number | string | null)[];
  value: number;
  score: number;
  /** Null while unknown. */
  colour: string | null;
  standing: number;
  isNewCustomer: number;
  /** Days of the warning at work: open since, last cleared; NaN for none. */
  warningSince: number;
  warningCleared: number;
}

/**
 * The facts of one customer that had happened by as-of and were known by known-at, ready for measures.
 * One view serves a whole book: its arrays grow once and are filled again for each customer.
 */
export class CustomerView {
  count = 0;
  kind = new Uint16Array(256);
  day = new Int32Array(256);
  /** Minor units or a count; NaN for none. */
  amount = new Float64Array(256);
  category = new Int32Array(256);
  score = new Int16Array(256);
  /** Where each fact stands in the columns it came from. */
  source = new Int32Array(256);

  book!: Book;
  context!: CustomerContext;
  season!: SeasonCalendar;
  /** Which facts the amounts of this book are made of. */
  basis: EffectiveBasis = effectiveBasis(PLAIN_BASIS, 0);
  /** The tier held, or where none was given yet, the one proposed. */
  tier: string | null = null;
  /** First day of a credit hold that lasts at as-of; NaN for none. From then on orders say nothing about the customer. */
  holdDay = Number.NaN;
  /** Bounds of the window last resolved: the days (windowFrom, windowTo]. */
  windowFrom = 0;
  windowTo = 0;
  /** The facts last entered: the indices [sliceFrom, sliceTo). */
  sliceFrom = 0;
  sliceTo = 0;
  /** Where measures note the facts they looked at, if anybody wants to know. */
  trace: Set<number> | null = null;
  readonly settings: ViewSettings;
  readonly findings: Findings;
  /** Changes with every load, so that what was computed for one customer is not taken for another. */
  generation = 0;

  private readonly localDay: (instantMs: number) => number;
  private readonly rhythms = new Map<number, { rhythm: Rhythm; generation: number }>();

  constructor(settings: ViewSettings, findings: Findings) {
    this.settings = settings;
    this.findings = findings;
    this.localDay = localDayOf(settings.timezone);
  }

  /** Takes one customer's slice [from, to) as it was at the book's as-of and known-at. */
  load(columns: FactColumns, from: number, to: number, book: Book, context: CustomerContext): void {
    if (book !== this.book) this.basis = effectiveBasis(this.settings.basis, book.amounts);
    this.book = book;
    this.context = context;
    this.season = (book.seasons ?? this.settings.seasons).of(context.region);
    this.tier = context.tier;
    this.generation += 1;
    this.count = 0;
    this.makeRoom(to - from);
    this.holdDay = this.readHold(columns, from, to);
    for (let index = from; index < to; index++) this.take(columns, index);
  }

  /** The day at which a kind is judged: as-of, or earlier where its feed ends or a credit hold began. */
  asOfDay(kind: number): number {
    const day = Math.min(this.book.asOfDay, this.book.dataThroughDay[kind]);
    const isTrade =
      (kind >= KIND.order && kind <= KIND.returnItem) || (kind >= KIND.shipment && kind <= KIND.creditNote);
    return isTrade && this.holdDay < day ? this.holdDay : day;
  }

  /** False for a kind of which the company has no fact at all: nothing may be said about it. */
  isConnected(kind: number): boolean {
    return this.book.connected[kind] === 1;
  }

  /** The rhythm of one kind, computed once per customer. */
  rhythm(kind: number): Rhythm {
    let known = this.rhythms.get(kind);
    if (known === undefined) {
      known = { rhythm: new Rhythm(), generation: -1 };
      this.rhythms.set(kind, known);
    }
    if (known.generation !== this.generation) {
      known.generation = this.generation;
      this.readRhythm(kind, known.rhythm);
    }
    return known.rhythm;
  }

  /** Sets windowFrom and windowTo; false when the window depends on a rhythm that is unknown. */
  resolve(window: Window, asOfDay: number): boolean {
    if (window.unit === 'shifted') return this.resolve(window.of, asOfDay) && this.shift(window.years, window.by);
    if (window.after === null) this.windowTo = asOfDay;
    else if (this.resolve(window.after, asOfDay)) this.windowTo = this.windowFrom;
    else return false;
    // Whole months end with the last one that is over.
    if (window.unit === 'whole_months') this.windowTo = monthStart(monthIndex(this.windowTo + 1)) - 1;
    this.windowFrom = this.startOf(window, this.windowTo);
    return !Number.isNaN(this.windowFrom);
  }

  /**
   * Sets sliceFrom and sliceTo to the facts of a window of a kind, null: to all; false where nothing may be said: the
   * kind is not connected, the window unknown, or a comparison with a time from before the first fact.
   */
  enter(kind: number, window: Window | null): boolean {
    if (!this.isConnected(kind)) return false;
    if (window === null) {
      this.sliceFrom = 0;
      this.sliceTo = this.count;
      return true;
    }
    if (!this.resolve(window, this.asOfDay(kind))) return false;
    if (isComparison(window) && (this.count === 0 || this.windowFrom < this.day[0] - 1)) return false;
    this.sliceFrom = this.indexAfter(this.windowFrom);
    this.sliceTo = this.indexAfter(this.windowTo);
    return true;
  }

  /** The index of the first fact after a day. */
  indexAfter(day: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.day[middle] <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** By season a window keeps its length, so that sums can be compared; by date it keeps its dates. */
  private shift(years: number, by: 'date' | 'season'): boolean {
    const to = by === 'date' ? addMonths(this.windowTo, -12 * years) : sameSeasonDay(this.windowTo, years);
    this.windowFrom = by === 'date' ? addMonths(this.windowFrom, -12 * years) : to - (this.windowTo - this.windowFrom);
    this.windowTo = to;
    return true;
  }

  private startOf(window: Stretch, to: number): number {
    if (window.unit === 'days') return to - window.length;
    if (window.unit === 'months') return addMonths(to, -window.length);
    if (window.unit === 'whole_months') return monthStart(monthIndex(to) - window.length + 1) - 1;
    if (window.unit === 'this_month') return monthStart(monthIndex(to)) - 1;
    if (window.unit === 'this_year') return monthStart(12 * Math.floor(monthIndex(to) / 12)) - 1;
    const rhythm = this.rhythm(KIND.order);
    const gap = window.gap === 'median' ? rhythm.gapMedian : rhythm.gap80;
    if (Number.isNaN(gap)) return Number.NaN;
    const length = Math.min(Math.max(window.factor * gap, window.daysMin), window.daysMax);
    return this.season.back(to, length);
  }

  private take(columns: FactColumns, index: number): void {
    const occurredAt = columns.occurredAt[index];
    if (occurredAt > this.book.asOfMs || !isKnown(columns, index, this.book.knownAtMs)) return;
    const kind = columns.kind[index];
    const day = this.localDay(occurredAt);
    // Tax ends where that ends of which it is part.
    if (day > this.asOfDay(kind === KIND.tax ? columns.category[index] : kind)) return;
    const at = this.count;
    this.kind[at] = kind;
    this.day[at] = day;
    this.amount[at] = columns.amount[index];
    this.category[at] = columns.category[index];
    this.score[at] = columns.score[index];
    this.source[at] = index;
    this.count = at + 1;
  }

  private readHold(columns: FactColumns, from: number, to: number): number {
    let hold = Number.NaN;
    for (let index = from; index < to; index++) {
      const kind = columns.kind[index];
      if (kind !== KIND.creditHoldSet && kind !== KIND.creditHoldLifted) continue;
      if (columns.occurredAt[index] > this.book.asOfMs || !isKnown(columns, index, this.book.knownAtMs)) continue;
      hold = kind === KIND.creditHoldSet ? this.localDay(columns.occurredAt[index]) : Number.NaN;
    }
    return hold;
  }

  /** An occasion is a day whose orders less returns are positive; of other kinds, a day with any fact. */
  private readRhythm(kind: number, rhythm: Rhythm): void {
    rhythm.clear();
    const giveBack = kind === KIND.order ? KIND.return : -1;
    let index = 0;
    while (index < this.count) {
      const day = this.day[index];
      let [net, isOccasion] = [0, false];
      for (; index < this.count && this.day[index] === day; index++) {
        if (this.kind[index] === kind) {
          const amount = this.amount[index];
          isOccasion = true;
          // An order whose amount nobody told us is still an order.
          net += kind !== KIND.order || Number.isNaN(amount) ? 1 : amount;
        } else if (this.kind[index] === giveBack) net -= this.amount[index] || 0;
      }
      if (isOccasion && net > 0) rhythm.add(day, net);
    }
    rhythm.finish(this.settings.rhythm, this.season, this.context.pattern);
  }

  private makeRoom(size: number): void {
    if (size <= this.kind.length) return;
    const room = 2 ** Math.ceil(Math.log2(size));
    this.kind = new Uint16Array(room);
    this.day = new Int32Array(room);
    this.amount = new Float64Array(room);
    this.category = new Int32Array(room);
    this.score = new Int16Array(room);
    this.source = new Int32Array(room);
  }
}
