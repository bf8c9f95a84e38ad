// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';
import type { DefaultedJson, Json } from '../json.ts';

export interface BookRunTable {
  id: string;
  as_of: string;
  known_at: Date;
  plan_version: number;
  customers: number;
  facts: number;
  started_at: Date;
  seconds: number;
  cut_points: DefaultedJson;
  summary: Json;
}

export interface JudgementTable {
  customer_id: number;
  book_id: string | null;
  as_of: string;
  known_at: Date;
  judged_at: Date;
  plan_version: number;
  score: number | null;
  colour: number;
  provisional: boolean;
  coverage: number;
  stage: string | null;
  tier: string;
  standing: number | null;
  amount_year: Generated<number>;
  orders_year: Generated<number>;
  last_order_on: string | null;
  indicator_values: (number | null)[];
  indicator_points: (number | null)[];
  segments: Generated<string>;
  signals: Generated<string>;
  cause: Json | null;
  state: DefaultedJson;
  colour_month: number | null;
  rfm: number | null;
  rfm_class: string | null;
  classes: string[] | null;
  badges: Generated<string>;
  tags: Generated<string>;
  insights: Json | null;
  tier_proposed: string | null;
  tier_protected: Generated<boolean>;
  digest: number | null;
}

export interface JudgementHistoryTable {
  customer_id: number;
  as_of: string;
  known_at: Date;
  plan_version: number;
  score: number | null;
  colour: number;
  coverage: number;
  tier: string;
  amount_year: Generated<number>;
  indicator_points: (number | null)[];
  cause: Json | null;
}
