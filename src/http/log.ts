import { type DestinationStream, type Logger, pino } from 'pino';

/** What never reaches a log, wherever it hides in what somebody logs. */
const SECRETS = ['password', 'token', 'secret', 'cookie', 'authorization', 'email', 'phone', '["set-cookie"]'];

/**
 * The program's log: one JSON line per event. Requests are logged by route, never with their query or body; errors
 * without the values that PostgreSQL puts into `detail` and `where`.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: SECRETS.flatMap(nestedPaths), censor: '[removed]' },
    serializers: { err: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

function nestedPaths(name: string): string[] {
  const step = name.startsWith('[') ? name : `.${name}`;
  return [name, `*${step}`, `*.*${step}`];
}

/** What a log may say of an error: its kind, its sentence, where in the program, and the database's code and place. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const facts = error as Error & { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    code: facts.code,
    table: facts.table,
    constraint: facts.constraint,
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}
