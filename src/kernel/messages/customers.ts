import type { Catalogue } from './message.ts';

/** Customers, contacts, owners, products. */
export const customerMessages = {} as const satisfies Catalogue;
