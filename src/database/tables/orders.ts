// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

export interface CustomerOrderTable {
  customer_id: number;
  id: string;
  number: string;
  kind: 'order' | 'return';
  ordered_at: Date;
  amount: number;
  project: string | null;
  site: string | null;
  fact_ids: Generated<string[]>;
  created_at: Date;
  updated_at: Date;
  documents: Generated<'ordered' | 'shipped' | 'invoiced'>;
  second_party: string | null;
  second_party_key: string | null;
  original_number: string | null;
}

export interface OrderLineTable {
  customer_id: number;
  order_id: string;
  product_id: number;
  occurrence: number;
  quantity: string;
  unit_price: string;
  amount: number;
  promised_first_on: string | null;
  promised_on: string | null;
  delivered_on: string | null;
  tax: number | null;
  batch: string | null;
  unit: string | null;
  project: string | null;
  site: string | null;
}

export interface ProductLotTable {
  product_id: number;
  batch: string;
  first_seen_on: string;
}

export interface ShipmentTable {
  customer_id: number;
  id: string;
  number: string;
  shipped_at: Date;
  amount: number;
  fact_ids: Generated<string[]>;
  created_at: Date;
  updated_at: Date;
}

export interface ShipmentLineTable {
  customer_id: number;
  shipment_id: string;
  product_id: number;
  occurrence: number;
  order_number: string | null;
  quantity: string;
  amount: number;
  tax: number | null;
  batch: string | null;
}
