import { readdirSync, readFileSync } from 'node:fs';
import { plainHeading } from './field.ts';
import { fieldsOf, IMPORT_KINDS, type ImportKind } from './kinds.ts';
import { guessColumns, type ImportMap, parseMap, readingsOf } from './mapping.ts';

/** A map that comes with Changke, for what a well-known program exports. */
export interface ReadyMap {
  /** Its file without the ending: what a map says after `ready`. */
  readonly key: string;
  readonly program: string;
  readonly map: ImportMap;
}

const folder = new URL('../../../examples/', import.meta.url);
const ENDING = '.map.yaml';
/** A file is known by at least so many of the columns of a map, and at least so many of a hundred. */
const COLUMNS_MIN = 6;
const PERCENT_MIN = 65;
/** What a map says to take no ready one. */
const NONE = 'none';

let known: readonly ReadyMap[] | null = null;

/** All maps that name the program they are for, read once. */
export function readyMaps(): readonly ReadyMap[] {
  known ??= readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .toSorted()
    .flatMap((name) => {
      const map = parseMap(readFileSync(new URL(name, folder), 'utf8'));
      return map.program === undefined ? [] : [{ key: name.slice(0, -ENDING.length), program: map.program, map }];
    });
  return known;
}

/**
 * What a file holds by its headings: the kind of the ready map that fits best, else the kind that knows the most of its
 * columns, of two such the one whose required columns are all there. Null where that does not decide.
 */
export function kindOfHeadings(headings: readonly string[]): ImportKind | null {
  const ready = recognise(null, headings);
  if (ready !== null) return ready.map.kind;
  const [best, next] = IMPORT_KINDS.map((kind) => {
    const columns = guessColumns(kind, headings);
    const isWhole = fieldsOf(kind).every(({ key, required }) => required !== true || columns[key] !== undefined);
    return { kind, fit: 2 * Object.keys(columns).length + (isWhole ? 1 : 0) };
  }).toSorted((left, right) => right.fit - left.fit);
  return best === undefined || best.fit === next?.fit ? null : best.kind;
}

/** The ready map, of one kind or of any, whose columns the headings fit best; null when they fit none well. */
export function recognise(kind: ImportKind | null, headings: readonly string[]): ReadyMap | null {
  const present = new Set(headings.flatMap(readingsOf));
  const scored = readyMaps()
    .filter(({ map }) => kind === null || map.kind === kind)
    .map((ready) => ({ ready, ...matchOf(ready.map, present) }))
    .filter(({ found, columns }) => found >= COLUMNS_MIN && 100 * found >= PERCENT_MIN * columns);
  return scored.toSorted((left, right) => score(right) - score(left))[0]?.ready ?? null;
}

function matchOf({ columns }: ImportMap, present: ReadonlySet<string>): { found: number; columns: number } {
  const rules = Object.values(columns);
  return { found: rules.filter((rule) => present.has(plainHeading(rule.column))).length, columns: rules.length };
}

function score({ found, columns }: { found: number; columns: number }): number {
  return found - (columns - found);
}

/**
 * What a file is read with: a map without columns takes those of the ready map that fits; one that names a ready map
 * takes its other words. What the map says itself always counts.
 */
export function withReadyMap(map: ImportMap, headings: readonly string[]): { map: ImportMap; ready: ReadyMap | null } {
  const isOpen = Object.keys(map.columns).length === 0;
  const ready = chosenBy(map, headings, isOpen);
  if (ready === null) return { map, ready };
  const present = new Set(headings.flatMap(readingsOf));
  const fitting = Object.entries(ready.map.columns).filter(([, rule]) => present.has(plainHeading(rule.column)));
  return {
    ready,
    map: {
      ...ready.map,
      ...map,
      documents: map.documents ?? ready.map.documents,
      tax: map.tax === 'included' ? ready.map.tax : map.tax,
      fill_down: map.fill_down || ready.map.fill_down,
      skip_states: [...map.skip_states, ...ready.map.skip_states],
      returns: { ...ready.map.returns, ...map.returns },
      constants: { ...ready.map.constants, ...map.constants },
      columns: isOpen ? Object.fromEntries(fitting) : map.columns,
    },
  };
}

function chosenBy({ ready, kind }: ImportMap, headings: readonly string[], isOpen: boolean): ReadyMap | null {
  if (ready === NONE) return null;
  const named = readyMaps().find(({ key, map }) => key === ready && map.kind === kind);
  return named ?? (isOpen ? recognise(kind, headings) : null);
}
