// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

export interface MemberTable {
  id: string;
  email: string;
  name: string;
  title: Generated<string>;
  role: 'administrator' | 'retention_lead' | 'account_manager' | 'service_agent' | 'assistant' | 'credit_controller' | 'executive' | 'viewer';
  team_id: string | null;
  language: Generated<'zh-CN' | 'en'>;
  created_at: Date;
  left_at: Date | null;
}

export interface TeamTable {
  id: string;
  name: string;
  created_at: Date;
}

export interface AuthAccountTable {
  id: string;
  user_id: string;
  account_id: string;
  provider_id: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: Date | null;
  refresh_token_expires_at: Date | null;
  scope: string | null;
  password: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface AuthAttemptTable {
  key: string;
  id: string;
  at: Date;
}

export interface AuthSessionTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface AuthUserTable {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
  image: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface AuthVerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: Date;
  created_at: Date;
  updated_at: Date;
}
