// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';
import type { Json } from '../json.ts';

export interface PlanDryRunTable {
  id: string;
  version: number | null;
  text: string;
  asked_at: Date;
  asked_by: string | null;
  customers_done: Generated<number>;
  customers_total: Generated<number>;
  finished_at: Date | null;
  result: Json | null;
  failure: Json | null;
}

export interface PlanRequestTable {
  id: string;
  version: number;
  over_version: number | null;
  is_rollback: Generated<boolean>;
  reason: string;
  activate_at: Date | null;
  asked_at: Date;
  asked_by: string | null;
}

export interface PlanRequestApprovalTable {
  request_id: string;
  approved_at: Date;
  approved_by: string;
  note: Generated<string>;
}

export interface PlanRequestEndingTable {
  request_id: string;
  kind: 'activated' | 'refused' | 'withdrawn' | 'overtaken' | 'failed';
  ended_at: Date;
  ended_by: string | null;
  reason: Generated<string>;
  activation_id: string | null;
}
