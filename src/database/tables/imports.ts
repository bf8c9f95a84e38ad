// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';
import type { DefaultedJson, Json } from '../json.ts';

export interface FeedTable {
  kind: string;
  data_through: string;
  updated_at: Date;
}

export interface ImportChunkTable {
  import_id: string;
  number: number;
  counts: Json;
  finished_at: Date;
}

export interface ImportConflictTable {
  import_id: string;
  table_name: string;
  key: Json;
  reason: 'changed' | 'gone' | 'used' | 'parent';
  customer_number: number | null;
  fact_ids: Generated<string[]>;
}

export interface ImportFolderTable {
  name: string;
  kind: string;
  folder: string;
  pattern: string;
  map_name: string | null;
  at_minute: number;
  days_max: number;
  created_at: Date;
  created_by: string | null;
  checked_at: Date | null;
  failure: Json | null;
  last_file_at: Date | null;
}

export interface ImportFolderFileTable {
  folder_name: string;
  path: string;
  bytes: number;
  modified_at: Date;
  hash: string;
  seen_at: Date;
  import_id: string | null;
  failure: Json | null;
}

export interface ImportMapTable {
  name: string;
  kind: string;
  text: string;
  saved_at: Date;
  saved_by: string | null;
}

export interface ImportProblemTable {
  import_id: string;
  id: number;
  row_no: number;
  file: number;
  line: number;
  col: string | null;
  code: string;
  outcome: 'failed' | 'skipped' | 'notice';
  params: DefaultedJson;
  cells: string[] | null;
}

export interface ImportRunTable {
  id: string;
  kind: string;
  files: Json;
  map: string;
  options: DefaultedJson;
  dry_run: boolean;
  created_at: Date;
  created_by: string | null;
  started_at: Date | null;
  fingerprint: string | null;
  progress: DefaultedJson;
  finished_at: Date | null;
  failure: Json | null;
  reply: Json | null;
  feed_before: Json | null;
  undo_asked_at: Date | null;
  undone_at: Date | null;
  undone_by: string | null;
  undone: Json | null;
}

export interface ImportStagingTable {
  import_id: string;
  bucket: number;
  row_no: number;
  file: number;
  line: number;
  key: string;
  number: string | null;
  kind: string | null;
  product: string | null;
  at: Date | null;
  quantity: string | null;
  unit_price: string | null;
  amount: number | null;
  customer_details: Json | null;
  product_details: Json | null;
  details: Json | null;
  cells: string[] | null;
}

export interface ImportTraceTable {
  import_id: string;
  number: number;
  table_name: string;
  change: 'created' | 'updated';
  key_columns: string[];
  keys: Json;
  befores: Json | null;
  states: (number | null)[] | null;
  parts: Generated<string[]>;
  unwatched: Generated<string[]>;
}

export interface ImportTraceFactTable {
  import_id: string;
  number: number;
  customer_ids: (number | null)[];
  fact_ids: string[];
}

export interface ImportUploadTable {
  import_id: string;
  file: number;
  part: number;
  bytes: Buffer;
}
