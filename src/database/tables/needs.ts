// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';
import type { DefaultedJson } from '../json.ts';

export interface HandOverTable {
  customer_id: number;
  id: string;
  need_id: string | null;
  promise_id: string | null;
  to_team: string | null;
  to_member: string | null;
  message: string;
  due_on: string | null;
  sent_at: Date;
  sent_by: string | null;
  received_at: Date | null;
  received_by: string | null;
  answer: 'accepted' | 'declined' | null;
  answer_text: Generated<string>;
  answered_at: Date | null;
  answered_by: string | null;
  task_id: string | null;
}

export interface NeedTable {
  customer_id: number;
  id: string;
  external_id: string | null;
  text: string;
  kind: 'stated' | 'hidden';
  nature: 'product' | 'delivery' | 'price' | 'service' | 'technical' | 'relation' | 'other';
  importance: number;
  urgency: number;
  level: number | null;
  evidence: Generated<string>;
  source: 'interview' | 'visit' | 'call' | 'survey' | 'complaint' | 'data' | 'market_research' | 'competitor' | null;
  contact_id: string | null;
  product_id: number | null;
  project_id: string | null;
  owner_id: string | null;
  due_on: string | null;
  fit: number | null;
  state: 'open' | 'met' | 'unmet' | 'dropped';
  state_at: Date;
  state_reason: Generated<string>;
  said_at: Date;
  fact_ids: Generated<string[]>;
  created_at: Date;
  created_by: string | null;
}

export interface NeedChangeTable {
  customer_id: number;
  id: string;
  need_id: string | null;
  promise_id: string | null;
  what: 'recorded' | 'changed' | 'met' | 'unmet' | 'dropped' | 'reopened' | 'promised' | 'postponed' | 'checked' | 'kept' | 'broken' | 'handed_over' | 'received' | 'answered';
  note: Generated<string>;
  details: DefaultedJson;
  changed_at: Date;
  changed_by: string | null;
}

export interface PromiseTable {
  customer_id: number;
  id: string;
  external_id: string | null;
  need_id: string | null;
  text: string;
  made_at: Date;
  first_due_on: string;
  due_on: string;
  owner_id: string | null;
  contact_id: string | null;
  technical_check: 'none' | 'needed' | 'passed' | 'failed';
  checked_at: Date | null;
  checked_by: string | null;
  check_reason: Generated<string>;
  ending: 'kept' | 'broken' | null;
  ended_at: Date | null;
  ended_by: string | null;
  ending_text: Generated<string>;
  overdue_due_on: string | null;
  overdue_fact_ids: Generated<string[]>;
  task_id: string | null;
  fact_ids: Generated<string[]>;
  created_at: Date;
  created_by: string | null;
}
