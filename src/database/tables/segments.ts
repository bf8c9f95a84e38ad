// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

export interface SegmentChangeTable {
  customer_id: number;
  segment_key: string;
  day: string;
  change: number;
}

export interface SegmentDayTable {
  segment_key: string;
  day: string;
  members: number;
  amount_year: number;
  book_customers: number;
  book_amount_year: number;
  worked_out: Generated<boolean>;
  computed_at: Date;
}

export interface SegmentLayoutTable {
  id: number;
  plan_version: number;
  keys: string[];
  expressions: string[];
  since: Date;
}

export interface SegmentMembershipTable {
  customer_id: number;
  layout: number;
  bits: string;
}

export interface SegmentStrategyTable {
  segment_key: string;
  id: string;
  text: string;
  author_id: string | null;
  since: Date;
}

export interface SegmentTargetTable {
  segment_key: string;
  reason: string;
  marked_by: string | null;
  marked_at: Date;
}
