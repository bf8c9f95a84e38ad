import { Worker } from 'node:worker_threads';
import type { Db } from '../../database/connect.ts';
import { copyTextIn } from '../../database/copy.ts';
import { AppError, type ErrorCode } from '../../kernel/errors.ts';
import type { FilePreview, ReadingRequest, ReadingSummary } from './reading.ts';
import { READING_THREAD, type ReadingMessage, type ReadingThreadData } from './reading-acts.ts';
import { PROBLEM_COLUMNS, STAGING_COLUMNS } from './staging-text.ts';

/** Memory of the reading thread: what a row needs is small, and a hostile file shall not take more. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/**
 * Reads the files in a thread of their own and copies the rows into `import_staging` and `import_problem` while they
 * come. Nothing stays when a file is refused.
 */
export async function loadFiles(
  db: Db,
  request: ReadingRequest,
  onRows: (rowsRead: number) => void,
): Promise<ReadingSummary> {
  const thread = startThread(request, onRows);
  const copy = (table: string, columns: readonly string[], pieces: PieceQueue) =>
    db.transaction().execute((trx) => copyTextIn(trx, table, [...columns], pieces));
  try {
    const work = [
      thread.done,
      copy('import_staging', STAGING_COLUMNS, thread.staging),
      copy('import_problem', PROBLEM_COLUMNS, thread.problems),
    ];
    const settled = await Promise.allSettled(work);
    const message = await thread.done;
    for (const one of settled) if (one.status === 'rejected') throw one.reason;
    if (message.kind !== 'staged') throw new Error('a reading thread that stages answers with a summary');
    return message.summary;
  } finally {
    await thread.stop();
  }
}

/** What people see of the files before they are imported. */
export async function previewInThread(request: ReadingRequest): Promise<readonly FilePreview[]> {
  const thread = startThread(request, () => undefined);
  try {
    const message = await thread.done;
    if (message.kind !== 'previewed') throw new Error('a reading thread that previews answers with previews');
    return message.previews;
  } finally {
    await thread.stop();
  }
}

interface ReadingThread {
  readonly done: Promise<ReadingMessage>;
  readonly staging: PieceQueue;
  readonly problems: PieceQueue;
  stop(): Promise<void>;
}

function startThread(request: ReadingRequest, onRows: (rowsRead: number) => void): ReadingThread {
  const inFlight = new Int32Array(new SharedArrayBuffer(4));
  const queues = { staging: new PieceQueue(inFlight), problems: new PieceQueue(inFlight) };
  const data: ReadingThreadData = { thread: READING_THREAD, request, inFlight };
  const worker = new Worker(new URL('./reading-acts.ts', import.meta.url), {
    workerData: data,
    resourceLimits: THREAD_LIMITS,
  });
  const done = new Promise<ReadingMessage>((resolve, reject) => {
    worker.on('message', (message: ReadingMessage) => handleMessage(message, { queues, onRows, resolve, reject }));
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the reading thread ended with ${code}`)));
  });
  done.then(
    () => endBoth(queues, null),
    (error: unknown) => endBoth(queues, error),
  );
  return { done, ...queues, stop: async () => void (await worker.terminate()) };
}

interface Listener {
  readonly queues: Record<'staging' | 'problems', PieceQueue>;
  onRows(rowsRead: number): void;
  resolve(message: ReadingMessage): void;
  reject(error: Error): void;
}

function handleMessage(message: ReadingMessage, { queues, onRows, resolve, reject }: Listener): void {
  if (message.kind === 'piece') queues[message.table].push(message.bytes);
  else if (message.kind === 'progress') onRows(message.rowsRead);
  else if (message.kind === 'refused') reject(new AppError(message.code as ErrorCode, message.params));
  else if (message.kind === 'crashed') reject(new Error(message.text));
  else resolve(message);
}

function endBoth(queues: Record<'staging' | 'problems', PieceQueue>, error: unknown): void {
  queues.staging.end(error);
  queues.problems.end(error);
}

/** Pieces on their way from the thread to the database. Taking one lets the thread send another. */
class PieceQueue implements AsyncIterable<Buffer> {
  private readonly pieces: Buffer[] = [];
  private readonly inFlight: Int32Array;
  private failure: unknown = null;
  private isEnded = false;
  private wake: () => void = () => undefined;

  constructor(inFlight: Int32Array) {
    this.inFlight = inFlight;
  }

  push(bytes: Uint8Array): void {
    this.pieces.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.wake();
  }

  end(failure: unknown): void {
    this.failure = failure;
    this.isEnded = true;
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const piece = this.pieces.shift();
      if (piece !== undefined) {
        Atomics.sub(this.inFlight, 0, 1);
        Atomics.notify(this.inFlight, 0);
        yield piece;
      } else if (this.failure !== null) throw this.failure;
      else if (this.isEnded) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
