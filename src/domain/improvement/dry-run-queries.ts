import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { AppError, type ErrorCode, type Language, type MessageParams, sentence } from '../../kernel/errors.ts';
import { inScope } from '../customers/customers.ts';
import type { CustomerScope } from '../team/team.ts';
import type { DryRunResult } from './comparison.ts';

/** A customer as lists name it. */
export interface CustomerRef {
  readonly publicId: string;
  readonly name: string;
  readonly externalId: string | null;
}

interface DryRunRow {
  readonly id: string;
  readonly version: number | null;
  readonly askedAt: Date;
  readonly done: number;
  readonly total: number;
  readonly isFinished: boolean;
  readonly result: DryRunResult | null;
  readonly failure: { readonly code: ErrorCode; readonly params: MessageParams } | null;
}

export interface DryRunReader {
  readonly memberId: string | null;
  readonly scope: CustomerScope;
  readonly language: Language;
}

/**
 * A dry run as far as it is, for who asked; customers outside the scope have no name. Throws `plan_dry_run_unknown`.
 */
export async function findDryRun(db: Db, reader: DryRunReader, id: string) {
  const { rows } = await sql<DryRunRow>`
    select id, version, asked_at as "askedAt", customers_done as done, customers_total as total,
      finished_at is not null as "isFinished", result, failure
    from plan_dry_run where id = ${id}::uuid and asked_by is not distinct from ${reader.memberId}::uuid`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new AppError('plan_dry_run_unknown');
  const { version, askedAt, done, total, failure, result } = row;
  const state = !row.isFinished ? ('running' as const) : failure ? ('failed' as const) : ('finished' as const);
  return {
    ...{ id, version, askedAt, state, progress: { done, total } },
    result: result && (await withNames(db, reader.scope, result)),
    failure: failure && sentence(failure.code, failure.params, reader.language),
  };
}

/** A result with its customers by name, as far as the scope reaches. */
export async function withNames(db: Db, scope: CustomerScope, result: DryRunResult) {
  const named = await namesOf(db, scope, customersOf(result));
  const customerOf = (customerId: number): CustomerRef | null => named.get(customerId) ?? null;
  return {
    ...result,
    moves: result.moves.map(({ customerId, ...move }) => ({ ...move, customer: customerOf(customerId) })),
    indicators: result.indicators.map((indicator) => ({
      ...indicator,
      largest: indicator.largest.map(({ customerId, ...points }) => ({ ...points, customer: customerOf(customerId) })),
    })),
    warnings: result.warnings.map((warning) => ({
      ...warning,
      items: warning.items.map(({ customerId, kind }) => ({ kind, customer: customerOf(customerId) })),
    })),
  };
}

function customersOf({ moves, indicators, warnings }: DryRunResult): number[] {
  const listed = [...moves, ...indicators.flatMap(({ largest }) => largest), ...warnings.flatMap(({ items }) => items)];
  return [...new Set(listed.map(({ customerId }) => customerId))];
}

async function namesOf(
  db: Db,
  scope: CustomerScope,
  customerIds: readonly number[],
): Promise<Map<number, CustomerRef>> {
  const { rows } = await sql<CustomerRef & { customerId: number }>`
    select customer_id as "customerId", public_id as "publicId", name,
      (select min(key) from customer_identity identity
        where identity.customer_id = customer.customer_id and scheme = 'external') as "externalId"
    from customer where customer_id = any(${customerIds}::bigint[]) and ${inScope(scope)}`.execute(db);
  return new Map(rows.map(({ customerId, ...customer }) => [customerId, customer]));
}
