// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { DefaultedJson } from '../json.ts';

export interface AuditEntryTable {
  id: string;
  at: Date;
  member_id: string | null;
  action: string;
  subject: string;
  subject_id: string | null;
  customer_id: number | null;
  address: string | null;
  details: DefaultedJson;
}
