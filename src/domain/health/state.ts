import { colourCode, colourOf } from '../../scoring/colour.ts';
import type { JudgementState, WarningState } from '../../scoring/judgement.ts';
import type { Colour } from '../../scoring/program.ts';
import type { Said } from './judged.ts';

/**
 * What the column `state` keeps beside the columns of the same row: `p` a colour that waits and since when, `w` the warnings
 * that are open, pending or cleared, `s` why those open stand, `b` the state of the last earlier day (1: the same, absent:
 * none). Most customers need none of it.
 */
interface KeptState {
  readonly p?: readonly [colour: Colour, since: number];
  readonly w?: Readonly<Record<string, readonly [number | null, number | null, number | null]>>;
  readonly s?: Readonly<Record<string, Said>>;
  readonly b?: 1 | readonly [asOfDay: number, colour: number, rest: KeptState];
}

/** A state as it was kept, with what was said of the warnings that stand. */
export interface UnpackedState {
  readonly state: JudgementState;
  readonly before: JudgementState | null;
  readonly said: Readonly<Record<string, Said>>;
}

const NO_WARNINGS: Readonly<Record<string, WarningState>> = {};
const NOTHING_SAID: Readonly<Record<string, Said>> = {};
const SAME = '{"b": 1}';

/** The row's own text of what `unpackState` reads; `{}` where there is nothing to keep. */
export function packState(
  state: JudgementState,
  before: JudgementState | null,
  said: Readonly<Record<string, Said>>,
): { readonly text: string; readonly lasting: string } {
  const kept = keptOf(state, said);
  const lasting = kept === NOTHING_KEPT ? '{}' : JSON.stringify(kept);
  if (before === null) return { text: lasting, lasting };
  const b: KeptState['b'] = isSame(state, before)
    ? 1
    : [before.asOfDay, colourCode(before.colour), keptOf(before, NOTHING_SAID)];
  if (b === 1 && kept === NOTHING_KEPT) return { text: SAME, lasting };
  return { text: JSON.stringify({ ...kept, b }), lasting };
}

const NOTHING_KEPT: KeptState = {};

function keptOf({ pending, pendingSince, warnings }: JudgementState, said: Readonly<Record<string, Said>>): KeptState {
  const keys = Object.keys(warnings);
  if (pending === null && keys.length === 0) return NOTHING_KEPT;
  const p = pending === null || pendingSince === null ? undefined : ([pending, pendingSince] as const);
  const w = Object.fromEntries(keys.map((key) => [key, listed(warnings[key])] as const));
  return {
    ...(p === undefined ? {} : { p }),
    ...(keys.length === 0 ? {} : { w }),
    ...(Object.keys(said).length === 0 ? {} : { s: said }),
  };
}

function listed({ since, pendingSince, cleared }: WarningState) {
  return [since, pendingSince, cleared] as const;
}

function isSame(state: JudgementState, before: JudgementState): boolean {
  return (
    state.colour === before.colour &&
    state.pending === before.pending &&
    state.pendingSince === before.pendingSince &&
    JSON.stringify(state.warnings) === JSON.stringify(before.warnings)
  );
}

/** What a row kept: its colour and day stand in columns, the rest in `text`, which is null or `{}` for nothing. */
export function unpackState(text: string | null, asOfDay: number, colour: number): UnpackedState {
  if (text === null || text === SAME) {
    const state = stateOf(NOTHING_KEPT, asOfDay, colour);
    return { state, before: text === null ? null : { ...state, asOfDay: asOfDay - 1 }, said: NOTHING_SAID };
  }
  const kept = JSON.parse(text) as KeptState;
  const state = stateOf(kept, asOfDay, colour);
  return { state, before: beforeOf(kept, state), said: kept.s ?? NOTHING_SAID };
}

function beforeOf({ b }: KeptState, state: JudgementState): JudgementState | null {
  if (b === undefined) return null;
  // The day itself says nothing: that it was an earlier one does.
  return b === 1 ? { ...state, asOfDay: state.asOfDay - 1 } : stateOf(b[2], b[0], b[1]);
}

function stateOf({ p, w }: KeptState, asOfDay: number, colour: number): JudgementState {
  return {
    asOfDay,
    colour: colourOf(colour),
    pending: p === undefined ? null : p[0],
    pendingSince: p === undefined ? null : p[1],
    warnings: w === undefined ? NO_WARNINGS : Object.fromEntries(Object.entries(w).map(named)),
  };
}

function named([key, [since, pendingSince, cleared]]: [
  string,
  readonly [number | null, number | null, number | null],
]) {
  return [key, { since, pendingSince, cleared }] as const;
}

/** The keys of the warnings that stand. */
export function standingOf({ warnings }: JudgementState): string[] {
  return Object.keys(warnings).filter((key) => warnings[key].since !== null);
}
