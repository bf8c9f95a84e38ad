// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';
import type { DefaultedJson, Json } from '../json.ts';

export interface TierOverrideTable {
  customer_id: number;
  id: string;
  from_tier: string | null;
  tier: string;
  reason: string;
  review_on: string;
  made_at: Date;
  made_by: string | null;
  task_id: string | null;
  ended_at: Date | null;
  end_reason: Generated<string>;
  ended_by: string | null;
}

export interface TierProposalTable {
  customer_id: number;
  id: string;
  from_tier: string;
  to_tier: string;
  direction: 'up' | 'down';
  said: Json;
  measures: DefaultedJson;
  plan_version: number;
  since: string;
  made_at: Date;
  ripe_at: Date | null;
  ended_at: Date | null;
  outcome: 'taken' | 'approved' | 'refused' | 'overridden' | 'withdrawn' | null;
  reason: Generated<string>;
  ended_by: string | null;
}
