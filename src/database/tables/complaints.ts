// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

export interface ComplaintTable {
  customer_id: number;
  id: string;
  external_id: string | null;
  nature: 'quality' | 'logistics' | 'service' | 'price' | 'other';
  severity: 'general' | 'important' | 'major';
  summary: string;
  contact_id: string | null;
  opened_at: Date;
  opened_by: string | null;
  fact_ids: Generated<string[]>;
  created_at: Date;
}

export interface ComplaintReopeningTable {
  customer_id: number;
  id: string;
  complaint_id: string;
  reason: string;
  reopened_at: Date;
  reopened_by: string | null;
}

export interface ComplaintResolutionTable {
  customer_id: number;
  id: string;
  complaint_id: string;
  solution: string;
  confirmed: boolean;
  resolved_at: Date;
  resolved_by: string | null;
}
