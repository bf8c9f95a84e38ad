import type { ColumnType } from 'kysely';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/**
 * A jsonb column. It is written as text (`JSON.stringify`), because node-postgres would send an array as a PostgreSQL
 * array; read it back through a schema, since what was stored once may be older than today's types.
 */
export type Json = ColumnType<JsonValue, string, string>;

/** The same with a default, so that it may be left out on insert. */
export type DefaultedJson = ColumnType<JsonValue, string | undefined, string>;
