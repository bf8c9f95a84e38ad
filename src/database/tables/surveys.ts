// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

export interface SurveyAnswerTable {
  customer_id: number;
  id: string;
  external_id: string | null;
  question: 'nps' | 'csat' | 'ces';
  scale: '0-10' | '1-5' | '1-7' | '0-100';
  given: number;
  score: number;
  comment: Generated<string>;
  contact_id: string | null;
  answered_at: Date;
  fact_ids: Generated<string[]>;
  created_at: Date;
  created_by: string | null;
}
