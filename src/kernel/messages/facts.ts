import type { Catalogue } from './message.ts';

/** Orders, interactions, complaints and their facts. */
export const factMessages = {} as const satisfies Catalogue;
