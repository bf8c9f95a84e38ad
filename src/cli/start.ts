import { existsSync } from 'node:fs';
import { createServer as createSocket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createApp } from '../app.ts';
import { ensureAdministrator } from '../domain/team/team.ts';
import { hashPassword } from '../http/credentials.ts';
import { createLog } from '../http/log.ts';
import { systemAct } from '../kernel/act.ts';
import { AppError } from '../kernel/errors.ts';
import type { Command, CommandCall } from './command.ts';
import { type Account, loadDemoOnce } from './demo.ts';
import { dataOptions, parseOptions, wholeNumber } from './options.ts';
import { openSession, type Session } from './session.ts';

const PORT_FIRST = 8020;
const PORTS_TRIED_MAX = 100;
const PORT_MAX = 65_535;
/** The built web app. */
export const SITE = fileURLToPath(new URL('../../dist/web/', import.meta.url));
const ADMINISTRATOR = { email: 'admin@changke.local', name: '管理员', title: '系统管理员', teamId: null } as const;

/** Everything in one process: database, web, jobs. */
export const start: Command = {
  name: 'start',
  usage: 'start [--port N] [--data DIR] [--no-demo]',
  does: 'runs everything in one process: database, web, jobs',
  run: async (call) => {
    const { values } = parseOptions(call.args, {
      ...dataOptions,
      port: { type: 'string' },
      'no-demo': { type: 'boolean', default: false },
    });
    const wanted = wholeNumber('port', values.port, 1, PORT_MAX) ?? call.config.port;
    const end = askedToEnd();
    const session = await openSession(call, { data: values.data, role: 'owner', migrates: true });
    try {
      const prepared = prepareCompany(call, session, !values['no-demo']).then(() => true);
      const isPrepared = await unlessEnded(prepared, end);
      if (isPrepared) await serve(call, session, await choosePort(call.config.host, wanted), end);
    } finally {
      await session.close();
    }
    return 0;
  },
};

/** Serves the web app and the API, and works off jobs, until the process is asked to end. */
async function serve(call: CommandCall, session: Session, port: number, end: Promise<void>): Promise<void> {
  const { database, clock, secret, opened } = session;
  const { config } = call;
  const staticFolder = existsSync(SITE) ? SITE : null;
  const app = await createApp({ database, clock, config, secret, staticFolder, log: createLog(config.logLevel) });
  try {
    await app.jobs.start();
    await app.api.listen({ host: config.host, port });
    const url = `http://${config.host}:${port}`;
    opened.announce(url);
    call.print(`ready ${url}`);
    await end;
    call.say('Stopping …');
  } finally {
    await app.close();
  }
}

/** The work's answer, or null as soon as the end is asked for: what is half loaded by then is begun anew at the next start. */
async function unlessEnded<Answer>(work: Promise<Answer>, end: Promise<void>): Promise<Answer | null> {
  const answer = await Promise.race([work, end.then(() => null)]);
  if (answer === null) work.catch(() => undefined);
  return answer;
}

/**
 * Resolves at the first SIGINT or SIGTERM. The handlers stay: a stop sent to a whole process group arrives once from the
 * sender and once from npm, and the second must not cut the first short. Call it before saying that anything runs: whoever
 * reads that may end it at once.
 */
export function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/** The port that was asked for, or the first free one from 8020 on. */
export async function choosePort(host: string, wanted: number | null): Promise<number> {
  if (wanted !== null) {
    if (await isFree(host, wanted)) return wanted;
    throw new AppError('port_taken', { port: wanted });
  }
  for (let port = PORT_FIRST; port < PORT_FIRST + PORTS_TRIED_MAX; port++) if (await isFree(host, port)) return port;
  throw new AppError('port_taken', { port: PORT_FIRST });
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket();
    socket.once('error', () => resolve(false));
    socket.listen(port, host, () => socket.close(() => resolve(true)));
  });
}

/** An empty database gets the demo company, or at least somebody who can sign in; what was made is printed once. */
async function prepareCompany(call: CommandCall, session: Session, withDemo: boolean): Promise<void> {
  const { database, clock } = session;
  if (withDemo) printAccounts(call, await loadDemoOnce(call, session));
  const made = await database.app
    .transaction()
    .execute((trx) => ensureAdministrator(trx, systemAct(clock), ADMINISTRATOR, hashPassword));
  printAccounts(call, made ? [{ role: 'administrator', ...made }] : []);
}

function printAccounts({ print }: CommandCall, accounts: readonly Account[]): void {
  if (accounts.length === 0) return;
  print('Sign in with (the passwords are shown only now):');
  for (const { role, email, password } of accounts) print(`  ${role.padEnd(18)} ${email.padEnd(28)} ${password}`);
}
