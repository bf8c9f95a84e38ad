// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';
import type { DefaultedJson } from '../json.ts';

export interface WarningCaseTable {
  customer_id: number;
  id: string;
  level: number;
  risk: 'need' | 'relation' | 'external';
  owner_id: string | null;
  stock: Generated<boolean>;
  opened_at: Date;
  due_at: Date | null;
  ended_at: Date | null;
  due_from: Date | null;
  due_count: number | null;
  due_unit: 'elapsed_hours' | 'working_hours' | 'working_days' | null;
  due_provisional: Generated<boolean>;
}

export interface WarningContactTable {
  customer_id: number;
  id: string;
  case_id: string;
  interaction_id: string;
  reason: string;
  contacted_at: Date;
  contacted_by: string | null;
}

export interface WarningEndingTable {
  customer_id: number;
  case_id: string;
  outcome: 'recovered' | 'lost' | 'false_alarm';
  cause: string;
  ended_at: Date;
  ended_by: string | null;
}

export interface WarningSignalTable {
  customer_id: number;
  id: string;
  case_id: string;
  key: string;
  level: number;
  risk: string;
  sentence: DefaultedJson;
  raised_at: Date;
  raised_by: string | null;
  cleared_at: Date | null;
}
