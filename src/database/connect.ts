import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { forgetClient, rememberClient } from './clients.ts';
import { APP_ROLE, applicationName, OWNER_ROLE } from './roles.ts';
import type { Schema } from './tables/schema.ts';
import { rememberUrl } from './urls.ts';
import { wireTypes } from './wire.ts';

/** What questions take: a pool of connections or a transaction. */
export type Db = Kysely<Schema>;
/** What acts take: the caller's transaction. */
export type Trx = Transaction<Schema>;

export interface Database {
  /** Everything the app does: the role changke_app. */
  readonly app: Db;
  /** Only merging and erasure, each through its one audited function: the role changke_owner. */
  readonly owner: Db;
  /** The app role's connections, for what speaks SQL itself: the queue, bulk copy, LISTEN. */
  readonly pool: pg.Pool;
  /** How to open one more connection as the app role (LISTEN, the worker's own pool). Holds the password. */
  readonly connection: pg.PoolConfig;
  /** A further pool as changke_app whose tables are looked up in one schema only (`auth`); closed with the rest. */
  poolFor(schema: string): pg.Pool;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Connections of the app role at most; the owner role adds 2, `poolFor` 5 each. */
  readonly connectionsMax?: number;
  /** A statement that takes longer is cancelled; bulk copy lifts this for its own transaction. */
  readonly statementTimeoutMs?: number;
  /** Hears about idle connections that broke; the next query opens a new one. */
  readonly onError?: (error: Error) => void;
}

const CONNECTIONS_MAX = 10;
const OWNER_CONNECTIONS_MAX = 2;
const SCHEMA_CONNECTIONS_MAX = 5;
const STATEMENT_TIMEOUT_MS = 60_000;
const CONNECT_WITHIN_MS = 5_000;
const IDLE_TRANSACTION_MS = 300_000;

/** Connects to a prepared and migrated database. Opens no connection before the first query. */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const pools: pg.Pool[] = [];
  const open = (role: string, max: number, schema?: string): pg.Pool => {
    const pool = openPool({ ...configFor(url, role, options, schema), max }, options);
    pools.push(pool);
    return pool;
  };
  const pool = open(APP_ROLE, options.connectionsMax ?? CONNECTIONS_MAX);
  const ownerPool = open(OWNER_ROLE, OWNER_CONNECTIONS_MAX);
  const app = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  rememberUrl(app, url);
  return {
    app,
    owner: new Kysely<Schema>({ dialect: new PostgresDialect({ pool: ownerPool }) }),
    pool,
    connection: configFor(url, APP_ROLE, options),
    poolFor: (schema) => open(APP_ROLE, SCHEMA_CONNECTIONS_MAX, schema),
    close: async () => {
      await Promise.all(pools.filter((each) => !each.ending).map((each) => each.end()));
    },
  };
}

/** True for an error that says nothing about the query: the database is away, starting, full or out of connections. */
export function isUnavailable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && UNAVAILABLE.test(code)) return true;
  return error instanceof Error && /connection terminated|timeout exceeded when trying to connect/i.test(error.message);
}

/** SQLSTATE classes 08 (connection), 53 (resources), 57P0x (shutting down, starting), and the socket's own errors. */
const UNAVAILABLE = /^(08...|53...|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;

function configFor(url: string, role: string, options: ConnectOptions, schema?: string): pg.PoolConfig {
  const settings = [
    `-c role=${role}`,
    '-c timezone=UTC',
    // Solid-state disks: with the default of 4 the planner reads whole tables where an index knows better.
    '-c random_page_cost=1.1',
    // A large company is added up in memory; with the default of 4 MB its cells go over the disk.
    '-c work_mem=16MB',
    `-c statement_timeout=${options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS}`,
    `-c idle_in_transaction_session_timeout=${IDLE_TRANSACTION_MS}`,
    ...(schema ? [`-c search_path=${schema}`] : []),
  ];
  return {
    connectionString: url,
    application_name: applicationName(),
    options: settings.join(' '),
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    types: wireTypes,
  };
}

function openPool(config: pg.PoolConfig, options: ConnectOptions): pg.Pool {
  const pool = new pg.Pool(config);
  pool.on('error', options.onError ?? (() => {}));
  pool.on('connect', (client) => {
    // A client in use whose connection breaks emits the error beside rejecting its query; unheard it ends the process.
    client.on('error', () => {});
    rememberClient(client);
  });
  pool.on('remove', forgetClient);
  return pool;
}
