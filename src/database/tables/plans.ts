// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

export interface OwnSegmentTable {
  key: string;
  version: number;
  slot: number;
  name: string;
  name_en: string;
  description: Generated<string>;
  expression: string | null;
  reason: string;
  author_id: string | null;
  since: Date;
}

export interface PlanActivationTable {
  id: string;
  version: number;
  activated_at: Date;
  activated_by: string | null;
}

export interface PlanVersionTable {
  version: number;
  name: string;
  text: string;
  checksum: string;
  author_id: string | null;
  reason: string;
  created_at: Date;
  based_on: number | null;
}
