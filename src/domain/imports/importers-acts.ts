import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import type { ApplyContext, Chunk, ChunkCounts } from './chunk.ts';
import { applyComplaints } from './complaints-import-acts.ts';
import { applyCustomers, knownCustomers } from './customers-import-acts.ts';
import { applyDeliveries } from './deliveries-import-acts.ts';
import { applyInteractions } from './interactions-import-acts.ts';
import type { ImportKind } from './kinds.ts';
import { applyNeeds, applyPromises } from './needs-import-acts.ts';
import { applyObservations } from './observations-import-acts.ts';
import { applyOrders, applyProductsOfOrders, knownLines } from './orders-acts.ts';
import { applyContacts, applyProjects, applyRelations, applySites } from './people-import-acts.ts';
import { applyProducts, knownProducts } from './products-import-acts.ts';
import { applyPayments, applyReceivables, applyTerms } from './receivable-import-acts.ts';
import { applySurveys } from './surveys-import-acts.ts';

/** What is done with the staged rows of one kind of file. */
export interface Importer {
  /** What all chunks need before any of them, in a transaction of its own. */
  readonly applyFirst?: (trx: Trx, act: Act, context: ApplyContext) => Promise<ChunkCounts>;
  /** Applies the rows of one chunk and says what became of each. */
  readonly apply: (trx: Trx, act: Act, context: ApplyContext, chunk: Chunk) => Promise<ChunkCounts>;
  /** The batch of the owning module: row_no of the staged row, and what became of it in `change`. */
  readonly batch: RawBuilder<unknown>;
  /** For a dry run, (row_no, jsonb) of what the database says before; left out, new values stand alone. */
  readonly known?: (staged: RawBuilder<unknown>) => RawBuilder<unknown>;
}

const importers: Readonly<Record<ImportKind, Importer>> = {
  customers: { apply: applyCustomers, batch: sql`customer_batch`, known: knownCustomers },
  products: { apply: applyProducts, batch: sql`product_batch`, known: knownProducts },
  orders: { applyFirst: applyProductsOfOrders, apply: applyOrders, batch: sql`order_batch`, known: knownLines },
  deliveries: { applyFirst: applyProductsOfOrders, apply: applyDeliveries, batch: sql`shipment_batch` },
  terms: { apply: applyTerms, batch: sql`term_batch` },
  receivables: { apply: applyReceivables, batch: sql`receivable_batch` },
  payments: { apply: applyPayments, batch: sql`payment_batch` },
  contacts: { apply: applyContacts, batch: sql`contact_batch` },
  sites: { apply: applySites, batch: sql`site_batch` },
  projects: { apply: applyProjects, batch: sql`project_batch` },
  relations: { apply: applyRelations, batch: sql`relation_batch` },
  interactions: { apply: applyInteractions, batch: sql`interaction_batch` },
  complaints: { apply: applyComplaints, batch: sql`complaint_batch` },
  needs: { apply: applyNeeds, batch: sql`need_batch` },
  promises: { apply: applyPromises, batch: sql`promise_batch` },
  surveys: { apply: applySurveys, batch: sql`survey_batch` },
  enquiries: { apply: applyObservations('enquiries'), batch: sql`observation_batch` },
  mentions: { apply: applyObservations('mentions'), batch: sql`observation_batch` },
  visits: { apply: applyObservations('visits'), batch: sql`observation_batch` },
  stock: { apply: applyObservations('stock'), batch: sql`observation_batch` },
};

export function importerOf(kind: ImportKind): Importer {
  return importers[kind];
}
