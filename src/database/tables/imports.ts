// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

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
}
