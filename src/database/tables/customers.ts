// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';
import type { DefaultedJson, Json } from '../json.ts';

export interface ContactTable {
  customer_id: number;
  id: string;
  name: string;
  post: string | null;
  role: 'decider' | 'buyer' | 'user' | 'payer' | 'influencer' | null;
  phone: string | null;
  email: string | null;
  wecom: string | null;
  birthday: string | null;
  created_at: Date;
  left_at: Date | null;
  person_id: string | null;
  from_on: string | null;
  left_on: string | null;
  fact_ids: Generated<string[]>;
  successor_id: string | null;
  attitude: 'supporter' | 'neutral' | 'critic' | null;
  preferred_channel: 'phone' | 'wecom' | 'email' | 'sms' | 'portal' | 'visit' | null;
}

export interface ContactConsentTable {
  customer_id: number;
  id: string;
  contact_id: string;
  channel: 'phone' | 'sms' | 'email' | 'wecom' | 'portal';
  given: boolean;
  source: string;
  changed_at: Date;
  changed_by: string | null;
}

export interface CustomerTable {
  customer_id: Generated<number>;
  public_id: string;
  kind: 'company' | 'person';
  name: string;
  short_name: string | null;
  group_id: string | null;
  industry: string | null;
  region: string | null;
  city: string | null;
  country: string | null;
  since: string | null;
  pattern: 'monthly' | 'project' | 'dealer' | 'seasonal' | null;
  terms: string | null;
  tier: string | null;
  tier_set_at: Date | null;
  owner_a: string | null;
  owner_b: string | null;
  pinyin: Generated<string>;
  search_grams: Generated<string[]>;
  version: Generated<number>;
  created_at: Date;
  updated_at: Date;
  tax_number: string | null;
  address: string | null;
  phone: string | null;
  confirmed_at: Date | null;
  confirmed_by: string | null;
}

export interface CustomerGroupTable {
  id: string;
  name: string;
  created_at: Date;
  parent_id: string | null;
}

export interface CustomerIdentityTable {
  key: string;
  scheme: string;
  customer_id: number;
  created_at: Date;
}

export interface CustomerMergeTable {
  id: string;
  number: Generated<number>;
  survivor_id: number;
  merged_id: number;
  survivor_public_id: string;
  merged_public_id: string;
  survivor_name: string;
  merged_name: string;
  reason: string;
  merged_at: Date;
  merged_by: string | null;
  customer: Json;
  moved: Json;
  lifted: Json;
  survivor_lifted: Json;
  changed: Json;
  identities: Json;
  chosen: DefaultedJson;
  counts: Json;
  undone_at: Date | null;
  undone_by: string | null;
  left_over: Json | null;
}

export interface CustomerOwnerChangeTable {
  customer_id: number;
  id: string;
  part: 'a' | 'b';
  from_member: string | null;
  to_member: string | null;
  reason: string;
  changed_at: Date;
  changed_by: string | null;
  commission_note: Generated<string>;
}

export interface CustomerRoleTable {
  customer_id: number;
  id: string;
  role: 'sponsor' | 'expert_sales' | 'expert_technical' | 'expert_supply' | 'line_owner' | 'region_owner' | 'collaborator';
  member_id: string;
  category_id: number | null;
  region: string | null;
  purpose: string | null;
  reason: Generated<string>;
  commission_note: Generated<string>;
  starts_at: Date;
  ends_at: Date | null;
  created_at: Date;
  created_by: string | null;
  ended_at: Date | null;
  ended_by: string | null;
  end_reason: string | null;
}

export interface CustomerTagTable {
  customer_id: number;
  tag: string;
  reason: Generated<string>;
  set_at: Date;
  set_by: string | null;
  rule_version: number | null;
  reason_en: string | null;
  task_id: string | null;
}

export interface CustomerTierChangeTable {
  customer_id: number;
  id: string;
  number: number;
  from_tier: string | null;
  to_tier: string | null;
  way: 'first' | 'settled' | 'automatic' | 'approved' | 'override' | 'given' | 'merged';
  reason: Generated<string>;
  said: Json | null;
  measures: Json | null;
  plan_version: number | null;
  changed_at: Date;
  decided_by: string | null;
  fact_ids: Generated<string[]>;
}

export interface DuplicateCandidateTable {
  low_id: number;
  high_id: number;
  group_id: string;
  score: number;
  reasons: string[];
  found_at: Date;
  dismissed_at: Date | null;
  dismissed_by: string | null;
  dismissed_because: string | null;
}

export interface DuplicateRunTable {
  id: string;
  started_at: Date;
  finished_at: Date;
  customers: number;
  pairs: number;
  groups: number;
}

export interface ImportantDateTable {
  customer_id: number;
  id: string;
  contact_id: string | null;
  kind: 'cooperation_anniversary' | 'company_anniversary' | 'birthday' | 'wedding' | 'wedding_anniversary' | 'childbirth' | 'baby_birthday' | 'other';
  day: string;
  yearly: boolean;
  lead_days: number;
  note: Generated<string>;
  consent_purpose: string | null;
  consent_by: 'person' | 'guardian' | null;
  consent_source: string | null;
  consent_given_on: string | null;
  keep_until: string | null;
  created_at: Date;
  created_by: string | null;
}

export interface MergeRuleTable {
  table_name: string;
  rule: 'keep_mine' | 'lift' | 'renumber' | 'finish' | 'follow' | 'point';
  column_name: Generated<string>;
  followed_table: string | null;
  followed_column: string | null;
}

export interface ProjectTable {
  customer_id: number;
  id: string;
  name: string;
  stage: 'lead' | 'bidding' | 'won' | 'building' | 'done' | 'stopped';
  starts_on: string | null;
  next_need_on: string | null;
  expected_amount: number | null;
  expected_volume: string | null;
  address: string | null;
  main_contractor: string | null;
  site_id: string | null;
  fact_ids: Generated<string[]>;
  created_at: Date;
  updated_at: Date;
}

export interface RelationTable {
  customer_id: number;
  id: string;
  pair_id: string;
  other_id: number;
  kind: 'affiliate' | 'dealer_of' | 'referred_by' | 'household';
  side: 'from' | 'to';
  since: string | null;
  until: string | null;
  note: Generated<string>;
  created_at: Date;
  created_by: string | null;
}

export interface SiteTable {
  customer_id: number;
  id: string;
  name: string;
  address: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface TagTable {
  name: string;
  code: number;
  created_at: Date;
}
