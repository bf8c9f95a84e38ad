// Written by src/database/generate.ts from the catalogue. Change a migration and run `npm run generate`.

import type { Generated } from 'kysely';

export interface CreditHoldTable {
  customer_id: number;
  id: string;
  reason: string;
  set_at: Date;
  set_by: string | null;
  lifted_at: Date | null;
  lifted_by: string | null;
  lift_reason: string | null;
}

export interface CreditTermTable {
  customer_id: number;
  id: string;
  kind: 'prepaid' | 'cash_on_delivery' | 'monthly' | 'on_invoice' | 'other';
  days: number;
  retention_percent: Generated<string>;
  starts_on: string;
  ends_on: string | null;
  moves_open: Generated<boolean>;
  reason: Generated<string>;
  proposed_at: Date;
  proposed_by: string | null;
  approved_at: Date | null;
  approved_by: string | null;
  refused_at: Date | null;
  refused_by: string | null;
}

export interface PaymentTable {
  customer_id: number;
  id: string;
  number: string;
  paid_on: string;
  amount: number;
  method: string | null;
  receivable_number: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface PaymentAllocationTable {
  customer_id: number;
  receivable_id: string;
  source_id: string;
  source: 'payment' | 'credit_note';
  amount: number;
  settled_on: string;
}

export interface ReceivableTable {
  customer_id: number;
  id: string;
  number: string;
  kind: 'invoice' | 'credit_note' | 'retention_money';
  invoiced_on: string;
  due_given: string | null;
  due_on: string;
  agreed_due_on: string;
  amount: number;
  withheld: Generated<number>;
  tax: number | null;
  order_number: string | null;
  project: string | null;
  corrects_number: string | null;
  disputed_since: string | null;
  dispute_reason: string | null;
  created_at: Date;
  updated_at: Date;
}
