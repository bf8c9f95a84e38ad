import type { Kysely } from 'kysely';
import type { Schema } from './tables/schema.ts';

const urls = new WeakMap<Kysely<Schema>, string>();

/** For `connect`: where a database's own queries go. */
export function rememberUrl(db: Kysely<Schema>, url: string): void {
  urls.set(db, url);
}

/** Where another thread reaches the same database; null for one that did not come from `connect`. Holds the password. */
export function urlOf(db: Kysely<Schema>): string | null {
  return urls.get(db) ?? null;
}
