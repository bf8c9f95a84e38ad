// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

export interface ObservationTable {
  customer_id: number;
  id: string;
  external_id: string | null;
  kind: 'competitor_enquiry' | 'product_enquiry' | 'policy_enquiry' | 'mention' | 'customer_visit' | 'customer_stock';
  subject: Generated<string>;
  note: Generated<string>;
  strength: number | null;
  place: 'portal' | 'website' | 'site' | null;
  quantity: string | null;
  unit: string | null;
  product_id: number | null;
  contact_id: string | null;
  member_id: string | null;
  occurred_at: Date;
  fact_ids: Generated<string[]>;
  created_at: Date;
}
