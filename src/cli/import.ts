import { readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import {
  IMPORT_KINDS,
  type ImportProgress,
  parseMap,
  problemFile,
  replyOf,
  runImport,
  undoImport,
} from '../domain/imports/imports.ts';
import { READY_MADE, readyMadeText } from '../domain/plans/plans.ts';
import { createJobs } from '../jobs/jobs.ts';
import { systemAct } from '../kernel/act.ts';
import { AppError } from '../kernel/errors.ts';
import { jobs as definitions } from '../modules.ts';
import { type Command, type CommandCall, type ExitCode, WrongUse } from './command.ts';
import { dataOptions, parseOptions } from './options.ts';
import { type Session, withSession } from './session.ts';

/** Brings facts in from CSV or Excel. */
export const importCommand: Command = {
  name: 'import',
  usage:
    'import KIND FILE… [--map MAP.yaml] [--data-through DATE] [--dry-run] [--json] [--data DIR] | import --undo ID',
  does: `brings in ${IMPORT_KINDS.join(', ')} from CSV or Excel`,
  run: async (call) => {
    const { values, positionals } = parseOptions(call.args, {
      ...dataOptions,
      map: { type: 'string' },
      'data-through': { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      undo: { type: 'string' },
    });
    if (values.undo !== undefined) return undo(call, values.data, values.undo, values.json);
    const [word, ...paths] = positionals;
    const kind = IMPORT_KINDS.find((each) => each === word);
    if (kind === undefined) throw new WrongUse(`import needs a KIND, one of ${IMPORT_KINDS.join(', ')}`);
    if (paths.length === 0) throw new WrongUse('import needs at least one FILE');
    const map = values.map === undefined ? null : parseMap(readFileSync(resolve(values.map), 'utf8'));
    const files = paths.map((path) => ({ name: basename(path), path: resolve(path) }));
    return withSession(call, values.data, async (session) => {
      const request = {
        kind,
        files,
        map,
        dryRun: values['dry-run'],
        dataThrough: values['data-through'] ?? null,
        planText,
        onProgress: progressOf(call),
      };
      const { importId, result } = await withItsJobs(session, () =>
        runImport(session.database.app, systemAct(session.clock), request),
      );
      const errorFile = result.failed > 0 ? await writeProblems(call, session, importId, kind) : null;
      print(call, { importId, ...replyOf(result, call.language, errorFile) }, values.json);
      return result.failed > 0 ? 1 : 0;
    });
  },
};

const IMPORT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function undo(call: CommandCall, data: string | undefined, importId: string, json: boolean): Promise<ExitCode> {
  if (!IMPORT_ID.test(importId)) throw new WrongUse('import --undo needs the ID that the import printed, a UUID');
  return withSession(call, data, async (session): Promise<ExitCode> => {
    const act = systemAct(session.clock);
    const undone = await withItsJobs(session, () => undoImport(session.database.app, act, importId));
    const { removed, restored, left } = undone;
    call.print(json ? JSON.stringify(undone, null, 2) : `${removed} removed, ${restored} put back, ${left} left alone`);
    return 0;
  });
}

/** Does what the work sets off (judging the book, warnings) before it answers; whoever listens is known beforehand. */
async function withItsJobs<Result>({ database, clock }: Session, work: () => Promise<Result>): Promise<Result> {
  const jobs = createJobs({ database, definitions, clock });
  await jobs.prepare();
  try {
    const result = await work();
    const { failures } = await jobs.drain();
    if (failures[0]) throw failures[0].error;
    return result;
  } finally {
    await jobs.stop();
  }
}

async function planText(name: string): Promise<string> {
  const known = READY_MADE.find((each) => each === name);
  if (known === undefined) throw new AppError('plan_not_ready_made', { name, known: READY_MADE.join(', ') });
  return readyMadeText(known);
}

async function writeProblems(
  { language }: CommandCall,
  { database }: Session,
  importId: string,
  kind: string,
): Promise<string | null> {
  const path = resolve(`${kind}-rows-to-correct.csv`);
  const chunks: string[] = [];
  const file = await problemFile(database.app, importId, language);
  if (file === null) return null;
  for await (const chunk of file) chunks.push(chunk);
  writeFileSync(path, chunks.join(''));
  return path;
}

function progressOf({ isTerminal, say }: CommandCall): ((progress: ImportProgress) => void) | undefined {
  if (!isTerminal) return undefined;
  return ({ rowsRead, chunksDone, chunks }) =>
    say(chunks === 0 ? `${rowsRead} rows read` : `chunk ${chunksDone} of ${chunks}`);
}

function print(call: CommandCall, reply: ReturnType<typeof replyOf> & { importId: string }, json: boolean): void {
  if (json) {
    call.print(JSON.stringify(reply, null, 2));
    return;
  }
  const { rowsRead, created, updated, unchanged, skipped, failed, reasons, errorFile } = reply;
  call.print(
    `${rowsRead} rows read: ${created} created, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped, ${failed} failed`,
  );
  for (const { count, message, firstFile, firstLine } of reasons)
    call.print(`  ${count} × ${message} (${firstFile}:${firstLine})`);
  if (errorFile !== null) call.print(`Rows to correct: ${errorFile}`);
  if (!reply.dryRun) call.print(`Taken back with: import --undo ${reply.importId}`);
}
