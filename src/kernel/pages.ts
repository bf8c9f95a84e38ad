import { AppError } from './errors.ts';

export const PAGE_LIMIT_MAX = 200;
export const PAGE_LIMIT_DEFAULT = 50;
/** Deeper pages are not read by people, and the database would count its way there; filter instead. */
export const PAGE_OFFSET_MAX = 100_000;

/** Which part of a list is wanted. */
export interface PageQuery {
  readonly limit: number;
  readonly offset: number;
}

/** One part of a list. `totalIsCapped` says that there are more than `total`. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly totalIsCapped?: boolean;
}

/** Fills in the defaults and refuses what lies outside the limits. */
export function pageQuery(wanted: Partial<PageQuery>): PageQuery {
  const { limit = PAGE_LIMIT_DEFAULT, offset = 0 } = wanted;
  checkRange('limit', limit, 1, PAGE_LIMIT_MAX);
  checkRange('offset', offset, 0, PAGE_OFFSET_MAX);
  return { limit, offset };
}

function checkRange(field: string, value: number, min: number, max: number): void {
  const inside = Number.isInteger(value) && value >= min && value <= max;
  if (!inside) throw new AppError('page_out_of_range', { field, min, max });
}
