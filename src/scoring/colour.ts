import type { Colour } from './program.ts';

const COLOURS: readonly Colour[] = ['unknown', 'red', 'yellow', 'green'];

/** The code under which a colour is stored; worse is less: 0 unknown, 1 red, 2 yellow, 3 green. */
export function colourCode(colour: Colour): number {
  return COLOURS.indexOf(colour);
}

/** The colour of a stored code. */
export function colourOf(code: number): Colour {
  return COLOURS[code] ?? 'unknown';
}
