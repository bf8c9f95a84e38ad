import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { type ApplyPlan, addCounts, type Chunk, type ChunkCounts, NOTHING_DONE } from './chunk.ts';
import { collectDiff, type DiffCollector, rememberBefore } from './diff-acts.ts';
import { importerOf } from './importers-acts.ts';
import type { DiffRow } from './reply.ts';

export interface Applied {
  readonly counts: ChunkCounts;
  readonly diff: readonly DiffRow[];
}

/** The failure of a run that was cut off; another run of the same files goes on from it. */
export const INTERRUPTED = 'import_interrupted';

/** All rows, in the numbers of a chunk that everything else needs first. */
const FIRST: Chunk = { number: 0, firstBucket: 0, lastBucket: 0, rows: 0 };

/**
 * Applies the staged rows chunk by chunk, each in a transaction with its counts. A run of the same files that was cut
 * off hands over what it has done, so that killing an import costs at most one chunk and the counts still add up.
 */
export async function applyChunks(
  db: Db,
  act: Act,
  plan: ApplyPlan & { readonly fingerprint: string },
  onChunk: (done: number) => void,
): Promise<Applied> {
  const done = await db.transaction().execute((trx) => takeOver(trx, act, plan));
  let counts = [...done.values()].reduce(addCounts, NOTHING_DONE);
  let chunksDone = done.size;
  for (const chunk of steps(plan)) {
    if (done.has(chunk.number)) continue;
    counts = addCounts(counts, await db.transaction().execute((trx) => applyOne(trx, act, plan, chunk)));
    onChunk(++chunksDone);
  }
  return { counts, diff: [] };
}

function steps({ kind, chunks }: ApplyPlan): readonly Chunk[] {
  return importerOf(kind).applyFirst === undefined ? chunks : [FIRST, ...chunks];
}

async function applyOne(trx: Trx, act: Act, plan: ApplyPlan, chunk: Chunk): Promise<ChunkCounts> {
  const counts = await applyStep(trx, act, plan, chunk);
  const row = {
    import_id: plan.importId,
    number: chunk.number,
    counts: JSON.stringify(counts),
    finished_at: act.clock.now(),
  };
  await trx.insertInto('import_chunk').values(row).execute();
  return counts;
}

async function applyStep(trx: Trx, act: Act, plan: ApplyPlan, chunk: Chunk): Promise<ChunkCounts> {
  const importer = importerOf(plan.kind);
  if (chunk.number > 0) return importer.apply(trx, act, plan, chunk);
  return importer.applyFirst?.(trx, act, plan) ?? NOTHING_DONE;
}

/** Chunks of an unfinished run with the same content become ours; that run is closed. Answers what is done already. */
async function takeOver(
  trx: Trx,
  act: Act,
  { importId, fingerprint, kind }: ApplyPlan & { fingerprint: string },
): Promise<Map<number, ChunkCounts>> {
  await trx.updateTable('import_run').set({ fingerprint }).where('id', '=', importId).execute();
  const before = await trx
    .selectFrom('import_run')
    .innerJoin('import_run as mine', (join) =>
      join.on('mine.id', '=', importId).onRef('mine.map', '=', 'import_run.map'),
    )
    .select('import_run.id')
    .where('import_run.fingerprint', '=', fingerprint)
    .where('import_run.kind', '=', kind)
    .where('import_run.dry_run', '=', false)
    .where(sql<boolean>`(import_run.finished_at is null or import_run.failure ->> 'code' = ${INTERRUPTED})`)
    .where('import_run.id', '<>', importId)
    .orderBy('import_run.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (before !== undefined) {
    for (const table of ['import_chunk', 'import_trace', 'import_trace_fact'] as const) {
      await trx.updateTable(table).set({ import_id: importId }).where('import_id', '=', before.id).execute();
    }
    const failure = JSON.stringify({ code: 'import_continued', params: {} });
    await trx.updateTable('import_run').set({ finished_at: act.at, failure }).where('id', '=', before.id).execute();
  }
  const { rows } = await sql<{ number: number; counts: ChunkCounts }>`
    select number, counts from import_chunk where import_id = ${importId}`.execute(trx);
  return new Map(rows.map((row) => [row.number, row.counts]));
}

/** Applies everything in one transaction, looks at what changed, and takes it all back. */
export async function rehearseChunks(
  db: Db,
  act: Act,
  plan: ApplyPlan,
  onChunk: (done: number) => void,
): Promise<Applied> {
  const trx = await db.startTransaction().execute();
  try {
    const diff: DiffCollector = { rows: [], files: plan.files };
    let counts = NOTHING_DONE;
    for (const [index, chunk] of steps(plan).entries()) {
      await rememberBefore(trx, plan, chunk);
      counts = addCounts(counts, await applyStep(trx, act, plan, chunk));
      await collectDiff(trx, plan, chunk, diff);
      onChunk(index);
    }
    return { counts, diff: diff.rows };
  } finally {
    await trx.rollback().execute();
  }
}
