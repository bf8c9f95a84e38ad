// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

export interface CategoryTable {
  id: number;
  parent_id: number | null;
  name: string;
}

export interface ProductTable {
  id: number;
  code: string;
  name: string;
  category_id: number | null;
  spec: string | null;
  unit: string | null;
  created_at: Date;
}
