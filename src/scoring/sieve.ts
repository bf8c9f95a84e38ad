import type { Book } from './book.ts';
import type { CustomerView } from './customer-view.ts';
import { NO_SCORE } from './fact-columns.ts';
import type { Comparison, FactFilter } from './fact-filters.ts';

const SCORE_END = 32_767;

/** All filters of one call, made once; a fact goes through that passes every one of them. */
export class Sieve {
  private bits = 0;
  private without = 0;
  private scoreFrom = NO_SCORE + 1;
  private scoreTo = SCORE_END;
  private readsScore = false;
  private amountFrom = Number.NEGATIVE_INFINITY;
  private amountTo = Number.POSITIVE_INFINITY;
  private readsAmount = false;
  private readsCategory = false;
  private categoryFrom = 1;
  private categoryTo = Number.POSITIVE_INFINITY;
  private readonly amounts: Comparison[] = [];
  private readonly products: string[] = [];
  private readonly isMoney: boolean;
  private book: Book | null = null;
  /** By product named: its codes in the book; null where the book has no such category. */
  private productCodes: readonly ReadonlySet<number>[] | null = [];

  /** `isMoney`: amounts are stored in minor units and filtered by in major ones. */
  constructor(filters: readonly FactFilter[], isMoney: boolean) {
    this.isMoney = isMoney;
    for (const filter of filters) this.add(filter);
  }

  /** To be asked once for a customer: false when the book does not have a product category that is named. */
  isReady(view: CustomerView): boolean {
    if (view.book !== this.book) this.look(view);
    return this.productCodes !== null;
  }

  lets(view: CustomerView, index: number): boolean {
    if (this.readsScore && !this.letsScore(view.score[index])) return false;
    if (this.readsAmount) {
      const amount = view.amount[index];
      if (!(amount >= this.amountFrom && amount <= this.amountTo)) return false;
    }
    return !this.readsCategory || this.letsCategory(view.category[index]);
  }

  private letsScore(score: number): boolean {
    if (score === NO_SCORE || score < this.scoreFrom || score > this.scoreTo) return false;
    return (score & this.bits) === this.bits && (score & this.without) === 0;
  }

  private letsCategory(category: number): boolean {
    if (category < this.categoryFrom || category > this.categoryTo) return false;
    if (this.productCodes === null) return false;
    for (const codes of this.productCodes) if (!codes.has(category)) return false;
    return true;
  }

  private add({ bits, without, from, to, category, product, compared }: FactFilter): void {
    this.bits |= bits ?? 0;
    this.without |= without ?? 0;
    if (from !== undefined) this.narrowScore(from, SCORE_END);
    if (to !== undefined) this.narrowScore(NO_SCORE, to);
    this.readsScore ||= bits !== undefined || without !== undefined;
    if (category !== undefined) this.narrowCategory(category, category);
    if (product !== undefined) this.products.push(product);
    this.readsCategory ||= product !== undefined;
    if (compared?.field === 'amount') this.amounts.push(compared);
    else if (compared !== undefined) this.narrow(compared);
    this.readsAmount ||= compared?.field === 'amount';
  }

  private narrow(compared: Comparison): void {
    const [from, to] = stretchOf(compared, 1);
    if (compared.field === 'score') this.narrowScore(from, to);
    else this.narrowCategory(from, to);
  }

  private narrowScore(from: number, to: number): void {
    this.readsScore = true;
    this.scoreFrom = Math.max(this.scoreFrom, from);
    this.scoreTo = Math.min(this.scoreTo, to);
  }

  private narrowCategory(from: number, to: number): void {
    this.readsCategory = true;
    this.categoryFrom = Math.max(this.categoryFrom, from);
    this.categoryTo = Math.min(this.categoryTo, to);
  }

  private look(view: CustomerView): void {
    this.book = view.book;
    for (const compared of this.amounts) {
      const [from, to] = stretchOf(compared, this.isMoney ? view.settings.minorUnits : 1);
      this.amountFrom = Math.max(this.amountFrom, from);
      this.amountTo = Math.min(this.amountTo, to);
    }
    const found = this.products.map((name) => view.book.categories.get(name));
    const isKnown = found.every((codes) => codes !== undefined);
    this.productCodes = isKnown ? found.map((codes) => new Set(codes)) : null;
  }
}

/** Scores, codes and stored amounts are whole numbers, so that every comparison is a stretch of them. */
function stretchOf({ operator, value }: Comparison, units: number): [from: number, to: number] {
  const border = value * units;
  if (operator === '=') return [border, border];
  if (operator === '>') return [Math.floor(border) + 1, Number.POSITIVE_INFINITY];
  if (operator === '<') return [Number.NEGATIVE_INFINITY, Math.ceil(border) - 1];
  return operator === '>=' ? [border, Number.POSITIVE_INFINITY] : [Number.NEGATIVE_INFINITY, border];
}
