// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

export interface SeasonSpanTable {
  id: string;
  name: string;
  from_on: string;
  to_on: string;
  weight: number;
  regions: Generated<string[]>;
  recorded_at: Date;
  recorded_by: string | null;
}

export interface SeasonSpanWithdrawalTable {
  span_id: string;
  withdrawn_at: Date;
  withdrawn_by: string | null;
}

export interface WorkingDayTable {
  day: string;
  source: 'announced' | 'company';
  works: boolean;
  name: Generated<string>;
  entered_at: Date;
  entered_by: string | null;
}

export interface WorkingPeriodTable {
  weekday: number;
  from_minute: number;
  to_minute: number;
}

export interface WorkingYearTable {
  year: number;
  announced_at: Date;
  announced_by: string | null;
}
