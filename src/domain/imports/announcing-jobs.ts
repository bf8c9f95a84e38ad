import type { Trx } from '../../database/connect.ts';
import { enqueue, publish } from '../../jobs/jobs.ts';

/** The job that does an uploaded import. */
export const RUN_JOB = 'imports.run';

/** Adds the job that does an uploaded import, in the transaction that starts it. */
export async function enqueueRun(trx: Trx, importId: string, memberId: string | null): Promise<void> {
  await enqueue(trx, RUN_JOB, { importId, memberId });
}

/** The job that takes an import back. */
export const UNDO_JOB = 'imports.undo';

/** Adds the job that takes an import back, in the transaction that asks for it; asked twice it is done once. */
export async function enqueueUndo(trx: Trx, importId: string, memberId: string | null): Promise<void> {
  await enqueue(trx, UNDO_JOB, { importId, memberId }, { key: importId });
}

/** Tells that a person moved the day up to which a feed is complete. */
export async function publishFeedMoved(trx: Trx): Promise<void> {
  await publish(trx, 'feed_moved', {});
}

/** The job that looks into one folder. */
export const FOLDER_JOB = 'imports.folder';

/** Adds the job that looks into a folder; one waits at a time. */
export async function enqueueFolder(trx: Trx, name: string): Promise<void> {
  await enqueue(trx, FOLDER_JOB, { name }, { key: name });
}

/** Tells once, at the end, what an import changed: nobody was told of its single facts. */
export async function publishFinished(
  trx: Trx,
  finished: { readonly importId: string; readonly kind: string; readonly customers: number },
): Promise<void> {
  await publish(trx, 'import_finished', finished);
}
