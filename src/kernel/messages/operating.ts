import type { Catalogue } from './message.ts';

/** Configuration, database, command line. */
export const operatingMessages = {} as const satisfies Catalogue;
