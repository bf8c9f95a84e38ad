import type { Catalogue } from './message.ts';

/** Signing in, permissions, sessions. */
export const accessMessages = {} as const satisfies Catalogue;
