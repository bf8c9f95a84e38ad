// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

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
}

export interface CustomerGroupTable {
  id: string;
  name: string;
  created_at: Date;
}

export interface CustomerIdentityTable {
  key: string;
  scheme: string;
  customer_id: number;
  created_at: Date;
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
}

export interface CustomerTagTable {
  customer_id: number;
  tag: string;
  reason: Generated<string>;
  set_at: Date;
  set_by: string | null;
}

export interface TagTable {
  name: string;
  code: number;
  created_at: Date;
}
