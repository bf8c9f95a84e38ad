import { colourCode, colourOf } from '../../scoring/colour.ts';
import type { ListFilters, ListTotals } from './list.ts';
import { type Naming, tierLabel } from './reference.ts';

/** The customers that have all of these in common: enough of them answer every question that asks for nothing else. */
export interface Cell {
  readonly tierKey: string | null;
  readonly colourCode: number;
  readonly stage: string | null;
  readonly ownerA: string | null;
  readonly ownerB: string | null;
  readonly region: string | null;
  /** Level of the open case. */
  readonly warning: number | null;
  /** 1: the colour is worse than a month before, -1: better. */
  readonly worse: number | null;
  readonly customers: number;
  readonly amountYear: number;
}

const COVERED: readonly string[] = [
  'tier',
  'colour',
  'stage',
  'owner',
  'region',
  'warning',
  'moved',
] satisfies readonly (keyof ListFilters)[];

/** What the cells say of the customers that pass the filters; null where a filter asks for what no cell knows. */
export function totalsOf(cells: readonly Cell[], filters: ListFilters): ListTotals | null {
  const { movedSince, ...known } = filters;
  if (movedSince !== undefined && filters.moved !== undefined) return null;
  const asked = Object.entries(known).filter(([, value]) => value !== undefined);
  if (asked.some(([name]) => !COVERED.includes(name))) return null;
  const chosen = cells.filter((cell) => passes(cell, filters));
  return {
    total: chosen.reduce((sum, { customers }) => sum + customers, 0),
    amountYear: chosen.reduce((sum, { amountYear }) => sum + amountYear, 0),
  };
}

function passes(cell: Cell, { tier, colour, stage, owner, region, warning, moved }: ListFilters): boolean {
  if (warning !== undefined && cell.warning !== warning) return false;
  if (moved !== undefined && cell.worse !== (moved === 'worse' ? 1 : -1)) return false;
  if (tier !== undefined && cell.tierKey !== tier) return false;
  if (colour !== undefined && cell.colourCode !== colourCode(colour)) return false;
  if (stage !== undefined && cell.stage !== stage) return false;
  if (region !== undefined && cell.region !== region) return false;
  if (owner === 'none') return cell.ownerA === null;
  return owner === undefined || cell.ownerA === owner || cell.ownerB === owner;
}

/** What customers could be narrowed by, with counts. */
export function facetsOf(plan: Naming, cells: readonly Cell[]) {
  const count = (key: (cell: Cell) => string | null) => {
    const counts = new Map<string, number>();
    for (const cell of cells) {
      const value = key(cell);
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + cell.customers);
    }
    return [...counts].map(([value, customers]) => ({ key: value, count: customers }));
  };
  const tiers = count((cell) => tierLabel(plan, cell.tierKey).key);
  return {
    tier: plan.tiers.map(({ key }) => ({
      ...tierLabel(plan, key),
      count: tiers.find((each) => each.key === key)?.count ?? 0,
    })),
    colour: count((cell) => colourOf(cell.colourCode)),
    stage: count((cell) => cell.stage),
    owner: count((cell) => cell.ownerA),
    region: count((cell) => cell.region),
  };
}
