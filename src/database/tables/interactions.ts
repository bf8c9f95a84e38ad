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
  task_id: string | null;
}

export interface VisitTable {
  customer_id: number;
  id: string;
  interaction_id: string | null;
  checked_in_by: string | null;
  checked_in_at: Date;
  claimed_at: Date | null;
  occurred_at: Date;
  latitude: number | null;
  longitude: number | null;
  accuracy_metres: number | null;
  site_id: string | null;
  place: string | null;
  purpose: string | null;
  came_for: Generated<string>;
  heard: Generated<string>;
  promised: Generated<string>;
  promise_due: string | null;
  fact_ids: Generated<string[]>;
  updated_at: Date;
}

export interface VisitContactTable {
  customer_id: number;
  visit_id: string;
  contact_id: string;
}

export interface VisitPhotoTable {
  customer_id: number;
  id: string;
  visit_id: string;
  kind: 'jpeg' | 'png' | 'webp';
  width: number;
  height: number;
  bytes: Buffer;
  added_at: Date;
  added_by: string | null;
}

export interface VisitVisitorTable {
  customer_id: number;
  visit_id: string;
  member_id: string;
}
