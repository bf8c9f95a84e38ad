import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Db } from '../../database/connect.ts';
import { urlOf } from '../../database/urls.ts';
import { AppError, type ErrorCode, type MessageParams } from '../../kernel/errors.ts';
import { BookPart } from './book-part-acts.ts';
import { BOOK_THREAD, type BookThreadData, type Step, type StepAnswer } from './book-thread-acts.ts';

/** A book of fewer customers is judged before threads would have started. */
const CUSTOMERS_FOR_THREADS = 20_000;
const THREADS_MAX = 16;

type OrderOf<Name extends Step> = Parameters<BookPart[Name]>[0];
type ResultOf<Name extends Step> = Awaited<ReturnType<BookPart[Name]>>;

/** Those who judge a book together, each one part of it. */
export interface Crew {
  readonly parts: number;
  /** All do one step; answers what each one found, in their order. */
  all<Name extends Step>(step: Name, orderOf: (part: number) => OrderOf<Name>): Promise<ResultOf<Name>[]>;
  close(): Promise<void>;
}

/** One thread per core for a large book; for a small one, or where the database's address is not known, none. */
export function crewFor(db: Db, customers: number, threads?: number): Crew {
  const url = urlOf(db);
  const wanted = threads ?? (customers < CUSTOMERS_FOR_THREADS ? 0 : Math.min(availableParallelism(), THREADS_MAX));
  return url === null || wanted === 0 ? aloneWith(db) : threadCrew(url, wanted);
}

function aloneWith(db: Db): Crew {
  const part = new BookPart(db, true);
  return {
    parts: 1,
    all: async <Name extends Step>(step: Name, orderOf: (part: number) => OrderOf<Name>) => {
      const run = part[step].bind(part) as (order: OrderOf<Name>) => ResultOf<Name> | Promise<ResultOf<Name>>;
      return [await run(orderOf(0))];
    },
    close: async () => {},
  };
}

function threadCrew(url: string, count: number): Crew {
  const workerData: BookThreadData = { thread: BOOK_THREAD, url };
  const workers = Array.from(
    { length: count },
    () => new Worker(new URL('./book-thread-acts.ts', import.meta.url), { workerData }),
  );
  // Between two steps nobody waits for an answer; the next one tells that the thread is gone.
  for (const worker of workers) worker.on('error', () => {});
  return {
    parts: count,
    all: (step, orderOf) => Promise.all(workers.map((worker, part) => ask(worker, step, orderOf(part)))),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function ask<Name extends Step>(worker: Worker, step: Name, order: OrderOf<Name>): Promise<ResultOf<Name>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number) => reject(new Error(`a thread that judges ended with ${code}`));
    worker.once('error', reject);
    worker.once('exit', ended);
    worker.once('message', (answer: StepAnswer) => {
      worker.off('error', reject);
      worker.off('exit', ended);
      if (answer.kind === 'done') resolve(answer.result as ResultOf<Name>);
      else if (answer.kind === 'refused')
        reject(new AppError(answer.code as ErrorCode, answer.params as MessageParams));
      else reject(new Error(answer.text));
    });
    worker.postMessage({ step, order });
  });
}
