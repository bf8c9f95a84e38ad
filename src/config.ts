import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from './kernel/errors.ts';

/** What the environment decides. Command-line options win over it; cli.ts merges them. */
export interface Config {
  /** A PostgreSQL of version 15 or newer to use instead of the embedded one. */
  readonly databaseUrl: string | null;
  /** Where the embedded database lives. */
  readonly dataFolder: string;
  /** Folders of files to bring in every night lie below it; null: there are none. */
  readonly importFolder: string | null;
  readonly databaseConnectionsMax: number;
  readonly statementSecondsMax: number;
  /** The address to listen on; 127.0.0.1 unless said, so that nothing is open to the network by accident. */
  readonly host: string;
  /** The port to listen on; null: 8020, else the next free one. */
  readonly port: number | null;
  /** The address people type, when it differs from the one we listen on; null when it does not. */
  readonly publicUrl: string | null;
  /** Addresses and networks of the proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
}

export type LogLevel = (typeof LOG_LEVELS)[number];
export type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** Each variable with what it must look like; the message completes "NAME … ". */
const variables = z.object({
  DATABASE_URL: z
    .string()
    .refine(
      (text) => hasScheme(text, ['postgres:', 'postgresql:']),
      'must be an address like postgres://user@host:5432/changke',
    )
    .nullable(),
  CHANGKE_DATA: z.string().nullable(),
  CHANGKE_IMPORT_FOLDER: z.string().nullable(),
  CHANGKE_DATABASE_CONNECTIONS: whole(2, 200),
  CHANGKE_STATEMENT_SECONDS: whole(1, 3_600),
  CHANGKE_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address or a host name such as 0.0.0.0')
    .nullable(),
  CHANGKE_PORT: whole(1, 65_535),
  CHANGKE_PUBLIC_URL: z
    .string()
    .refine((text) => hasScheme(text, ['http:', 'https:']), 'must be an address like https://changke.example.com')
    .nullable(),
  CHANGKE_TRUSTED_PROXIES: z
    .string()
    .refine(
      (text) => list(text).every(isNetwork),
      'must be addresses or networks with commas between, such as 10.0.0.1, 10.1.0.0/16',
    )
    .nullable(),
  CHANGKE_LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).nullable(),
});

const CONNECTIONS_MAX = 10;
const STATEMENT_SECONDS_MAX = 60;

/**
 * Reads the environment once. An unset or empty variable takes its default; every wrong one is named, with what is
 * allowed, and so is a CHANGKE_ variable that does not exist.
 * Throws AppError configuration_invalid.
 */
export function readConfig(environment: Environment = process.env): Config {
  const names = Object.keys(variables.shape);
  const given = Object.fromEntries(names.map((name) => [name, environment[name]?.trim() || null]));
  const result = variables.safeParse(given);
  const problems = [...unknownNames(environment, names), ...(result.success ? [] : result.error.issues.map(problemOf))];
  if (problems.length > 0 || !result.success)
    throw new AppError('configuration_invalid', { problems: problems.join('; ') });
  return configOf(result.data);
}

function configOf(set: z.infer<typeof variables>): Config {
  return {
    databaseUrl: set.DATABASE_URL,
    dataFolder: resolve(set.CHANGKE_DATA ?? resolve(import.meta.dirname, '..', '.changke')),
    importFolder: set.CHANGKE_IMPORT_FOLDER === null ? null : resolve(set.CHANGKE_IMPORT_FOLDER),
    databaseConnectionsMax: set.CHANGKE_DATABASE_CONNECTIONS ?? CONNECTIONS_MAX,
    statementSecondsMax: set.CHANGKE_STATEMENT_SECONDS ?? STATEMENT_SECONDS_MAX,
    host: set.CHANGKE_HOST ?? '127.0.0.1',
    port: set.CHANGKE_PORT,
    publicUrl: set.CHANGKE_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    trustedProxies: list(set.CHANGKE_TRUSTED_PROXIES ?? ''),
    logLevel: set.CHANGKE_LOG_LEVEL ?? 'warn',
  };
}

function problemOf(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')} ${issue.message}`;
}

/** A misspelt setting that is silently ignored costs an afternoon. */
function unknownNames(environment: Environment, names: readonly string[]): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('CHANGKE_') && !names.includes(name))
    .sort()
    .map((name) => `${name} does not exist; there are ${names.join(', ')}`);
}

function whole(min: number, max: number) {
  const says = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, says)
    .transform(Number)
    .refine((number) => number >= min && number <= max, says)
    .nullable();
}

function hasScheme(text: string, schemes: readonly string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol);
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
  return version !== 0 && fits && rest.length === 0;
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
