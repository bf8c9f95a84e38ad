// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

export interface InteractionTable {
  customer_id: number;
  id: string;
  external_id: string | null;
  channel: 'phone' | 'visit' | 'wecom' | 'email' | 'sms' | 'meeting' | 'portal' | 'other';
  direction: 'out' | 'in';
  two_way: boolean;
  outcome: 'talked' | 'no_answer' | 'price_asked' | 'delivery_pressed' | 'complained' | 'small_talk' | 'other';
  summary: Generated<string>;
  contact_id: string | null;
  member_id: string | null;
  competitor_signal: number | null;
  competitor: string | null;
  supplier_change_threatened: Generated<boolean>;
  fact_ids: Generated<string[]>;
  occurred_at: Date;
  created_at: Date;
}
