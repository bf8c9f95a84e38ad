// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

export interface TaskTable {
  customer_id: number;
  id: string;
  title: string;
  why: Generated<string>;
  minutes: Generated<number>;
  owner_id: string | null;
  due_at: Date | null;
  created_at: Date;
  created_by: string | null;
}

export interface TaskCompletionTable {
  customer_id: number;
  task_id: string;
  outcome: string;
  completed_at: Date;
  completed_by: string | null;
}
