import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { connect } from '../../database/connect.ts';
import { isAppError } from '../../kernel/errors.ts';
import { BookPart } from './book-part-acts.ts';

/** What tells a thread that it is one of a run over the book. */
export const BOOK_THREAD = 'book';

export interface BookThreadData {
  readonly thread: typeof BOOK_THREAD;
  readonly url: string;
}

/** The steps of a part that a thread can be asked for. */
export type Step = 'load' | 'group' | 'settle' | 'survey' | 'measure' | 'judge';

export interface StepAsked {
  readonly step: Step;
  readonly order: Parameters<BookPart[Step]>[0];
}

export type StepAnswer =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'refused'; readonly code: string; readonly params: object }
  | { readonly kind: 'crashed'; readonly text: string };

const CONNECTIONS_MAX = 2;

/** Does what it is asked for, one step after the other. */
function serve(url: string): void {
  const port = parentPort;
  if (port === null) return;
  const database = connect(url, { connectionsMax: CONNECTIONS_MAX, statementTimeoutMs: 0 });
  const part = new BookPart(database.app, false);
  port.on('message', (asked: StepAsked) => {
    void answer(part, asked).then((message: StepAnswer) => port.postMessage(message));
  });
}

async function answer(part: BookPart, { step, order }: StepAsked): Promise<StepAnswer> {
  try {
    const run = part[step].bind(part) as (given: unknown) => unknown;
    return { kind: 'done', result: await run(order) };
  } catch (error) {
    if (isAppError(error)) return { kind: 'refused', code: error.code, params: error.params };
    return { kind: 'crashed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const data = workerData as Partial<BookThreadData> | null;
if (!isMainThread && data?.thread === BOOK_THREAD && data.url !== undefined) serve(data.url);
