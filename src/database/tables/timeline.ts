// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

export interface FactTable {
  customer_id: number;
  id: string;
  kind: number;
  occurred_at: Date;
  recorded_at: Date;
  amount: number | null;
  category: number | null;
  score: number | null;
  voids: string | null;
}

export interface FactKindTable {
  code: number;
  name: string;
}

export interface TimelineCutTable {
  id: number;
  known_at: Date;
}
