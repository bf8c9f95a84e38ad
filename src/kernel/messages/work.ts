import type { Catalogue } from './message.ts';

/** Tasks, warnings, health. */
export const workMessages = {} as const satisfies Catalogue;
