import { readFileSync } from 'node:fs';
import {
  askActivation,
  listVersions,
  rollBack,
  type Side,
  saveVersion,
  shownRequest,
  textOf,
  tryPlan,
  withNames,
} from '../domain/improvement/improvement.ts';
import { activePlan, understand, versionInForce } from '../domain/plans/plans.ts';
import { createJobs } from '../jobs/jobs.ts';
import { systemAct } from '../kernel/act.ts';
import { PAGE_LIMIT_DEFAULT } from '../kernel/pages.ts';
import { jobs } from '../modules.ts';
import { diffPlans } from '../plan/diff.ts';
import { parsePlan } from '../plan/parse-plan.ts';
import { type Command, type CommandCall, type ExitCode, WrongUse } from './command.ts';
import { dataOptions, parseOptions, wholeNumber } from './options.ts';
import { type DryRun, dryRunText, requestText, versionText } from './plan-text.ts';
import { type Session, withSession } from './session.ts';

/** The plan's life: checked, compared, tried, put in force, rolled back. */
export const plan: Command = {
  name: 'plan',
  usage:
    'plan check|diff|dry-run|activate|versions|rollback [FILE|VERSION …] [--reason TEXT] [--at TIME] [--json] [--data DIR]',
  does: `the plan's life:
  plan check FILE                      what is wrong with it, with line and column; exit 1 when anything is
  plan diff [FROM] FILE|VERSION        what it says otherwise than the plan in force, or than FROM; exit 1 when they differ
  plan dry-run FILE|VERSION            what it would change today, and the work it means; changes nothing
  plan activate FILE|VERSION           puts it in force now or --at TIME; exit 1 when it waits for a second person
  plan versions                        the versions, newest first
  plan rollback [VERSION]              puts an earlier version in force again; without one the version before`,
  run: async (call) => {
    const wanted = { ...dataOptions, reason: { type: 'string' }, at: { type: 'string' } } as const;
    const { values, positionals } = parseOptions(call.args, wanted);
    const [verb = '', ...names] = positionals;
    const run = VERBS[verb];
    if (run === undefined) throw new WrongUse(`plan needs one of ${Object.keys(VERBS).join(', ')}`);
    return run({ call, names, ...values });
  },
};

interface PlanCall {
  readonly call: CommandCall;
  /** Files or versions. */
  readonly names: readonly string[];
  readonly json: boolean;
  readonly data?: string;
  readonly reason?: string;
  readonly at?: string;
}

const VERBS: Readonly<Record<string, (call: PlanCall) => Promise<ExitCode>>> = {
  check,
  diff,
  'dry-run': dryRun,
  activate,
  versions,
  rollback,
};

async function check({ call: { print, language }, names, json }: PlanCall): Promise<ExitCode> {
  const { problems } = parsePlan(readText(onlyName(names, 'check')));
  if (json) print(JSON.stringify({ problems }, null, 2));
  else if (problems.length === 0) print('The plan is right.');
  else for (const { line, column, zh, en } of problems) print(`${line}:${column}  ${language === 'zh' ? zh : en}`);
  return problems.length === 0 ? 0 : 1;
}

async function diff(call: PlanCall): Promise<ExitCode> {
  const sides = call.names.map(sideOf);
  const [first, second] = sides;
  if (first === undefined || sides.length > 2) throw new WrongUse('plan diff needs one or two of FILE or VERSION');
  const changes = await inSession(call, async ({ database: { app } }) => {
    const before = second === undefined ? (await activePlan(app)).text : await textOf(app, first);
    return diffPlans(understand(before), understand(await textOf(app, second ?? first)));
  });
  const { print, language } = call.call;
  if (call.json) print(JSON.stringify({ changes }, null, 2));
  else print(changes.length === 0 ? 'They say the same.' : changes.map((change) => change[language]).join('\n'));
  return changes.length === 0 ? 0 : 1;
}

async function dryRun(call: PlanCall): Promise<ExitCode> {
  const side = sideOf(onlyName(call.names, 'dry-run'));
  const { print, say, isTerminal, language } = call.call;
  const progress = (done: number, total: number) => {
    if (isTerminal && total > PROGRESS_FROM && done % PROGRESS_EVERY === 0) say(`${done} / ${total}`);
  };
  const found: DryRun = await inSession(call, async ({ database: { app }, clock }) => {
    const result = await tryPlan(app, systemAct(clock), await textOf(app, side), progress);
    return withNames(app, { kind: 'all' }, result);
  });
  print(call.json ? JSON.stringify(found, null, 2) : dryRunText(found, language));
  return 0;
}

const PROGRESS_FROM = 5_000;
const PROGRESS_EVERY = 5_000;

async function activate(call: PlanCall): Promise<ExitCode> {
  const name = onlyName(call.names, 'activate');
  const side = sideOf(name);
  const at = call.at === undefined ? undefined : timeOption(call.at);
  const reason = call.reason ?? name;
  const reply = await inQueuedSession(call, ({ database: { app }, clock }) =>
    app.transaction().execute(async (trx) => {
      const act = systemAct(clock);
      const version = 'version' in side ? side.version : await save(trx, act, side.text, reason);
      if ((await versionInForce(trx))?.version === version)
        return { version, state: 'activated' as const, request: null };
      const request = await shownRequest(trx, null, await askActivation(trx, act, { version, reason, at }));
      return { version, state: request.state, request };
    }),
  );
  call.call.print(call.json ? JSON.stringify(reply, null, 2) : requestText(reply));
  return reply.state === 'awaiting_approval' ? 1 : 0;
}

/** Whoever has the machine has seen what there is: the newest version is the base. */
async function save(
  db: Parameters<typeof saveVersion>[0],
  act: ReturnType<typeof systemAct>,
  text: string,
  reason: string,
) {
  const basedOn = (await versionInForce(db))?.version ?? null;
  const { newest } = await listVersions(db, null, { limit: 1, offset: 0 });
  return saveVersion(db, act, { text, reason, basedOn, newestSeen: newest ?? 0 });
}

async function versions(call: PlanCall): Promise<ExitCode> {
  const list = await inSession(call, ({ database: { app } }) =>
    listVersions(app, null, { limit: PAGE_LIMIT_DEFAULT, offset: 0 }),
  );
  call.call.print(call.json ? JSON.stringify(list, null, 2) : list.items.map(versionText).join('\n'));
  return 0;
}

async function rollback(call: PlanCall): Promise<ExitCode> {
  const { names, reason = 'rollback' } = call;
  if (names.length > 1) throw new WrongUse('plan rollback needs at most one VERSION');
  const version = wholeNumber('VERSION', names[0], 1, VERSION_MAX);
  const request = await inQueuedSession(call, ({ database: { app }, clock }) =>
    app
      .transaction()
      .execute(async (trx) => shownRequest(trx, null, await rollBack(trx, systemAct(clock), { version, reason }))),
  );
  const reply = { version: request.version, state: request.state, request };
  call.call.print(call.json ? JSON.stringify(reply, null, 2) : requestText(reply));
  return reply.state === 'awaiting_approval' ? 1 : 0;
}

const VERSION_MAX = 2_147_483_647;

function inSession<Result>({ call, data }: PlanCall, work: (session: Session) => Promise<Result>) {
  return withSession(call, data, work);
}

/** With the queue ready, so that what has to be done later waits there also where no server ever ran. */
function inQueuedSession<Result>(call: PlanCall, work: (session: Session) => Promise<Result>): Promise<Result> {
  return inSession(call, async (session) => {
    const queue = createJobs({ database: session.database, definitions: jobs, clock: session.clock });
    await queue.prepare();
    try {
      return await work(session);
    } finally {
      await queue.stop();
    }
  });
}

function onlyName(names: readonly string[], verb: string): string {
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw new WrongUse(`plan ${verb} needs one FILE${verb === 'check' ? '' : ' or VERSION'}`);
  }
  return name;
}

/** A number is a version, anything else a file. */
function sideOf(name: string): Side {
  return /^\d{1,9}$/.test(name) ? { version: Number(name) } : { text: readText(name) };
}

function timeOption(text: string): Date {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at;
  throw new WrongUse(`--at must be a time such as 2026-12-01T08:00:00+08:00, not "${text}"`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new WrongUse(`cannot read ${file}: ${(error as Error).message}`);
  }
}
