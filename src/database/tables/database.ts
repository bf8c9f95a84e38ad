// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

export interface MigrationTable {
  number: number;
  name: string;
  checksum: string;
  started_at: Date;
  finished_at: Date | null;
}
