import type { Catalogue } from './message.ts';

/** Files, columns and rows that come in. */
export const importMessages = {} as const satisfies Catalogue;
