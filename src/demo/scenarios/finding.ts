import type { Database } from '../../database/connect.ts';

/** What a step found, in one sentence. */
export interface Finding {
  found: string;
  ok: boolean;
}

/** Plays the steps of one story that are built, in order, up to a step; keyed by the number of the step. */
export type Play = (database: Database, to: number) => Promise<ReadonlyMap<number, Finding>>;
