import { useRef, useState } from 'react';
import type { DryRun, DryRunResult } from '../../../client/shapes.ts';
import { ask, failureText } from '../../server.ts';

const POLL_MS = 1_000;

export interface DryRunControl {
  readonly result: DryRunResult | null;
  /** The text that the result is about. */
  readonly triedText: string | null;
  readonly isRunning: boolean;
  readonly progress: DryRun['progress'] | null;
  readonly failure: string | null;
  readonly start: (text: string) => void;
}

type State = Omit<DryRunControl, 'start'>;

const NOTHING: State = { result: null, triedText: null, isRunning: false, progress: null, failure: null };

/** Tries a text on the live data; the last result stays until the next one is there. */
export function useDryRun(): DryRunControl {
  const [state, setState] = useState<State>(NOTHING);
  const latest = useRef(0);
  const start = (text: string) => {
    const own = ++latest.current;
    const isLatest = () => own === latest.current;
    setState((before) => ({ ...before, isRunning: true, progress: null, failure: null }));
    void follow(text, (run) => {
      if (isLatest()) setState((before) => ({ ...before, progress: run.progress }));
    })
      .then((result) => ({ ...NOTHING, ...result, triedText: text }))
      .catch((error: unknown) => ({ ...NOTHING, failure: failureText(error).text }))
      .then((after) => isLatest() && setState(after));
  };
  return { ...state, start };
}

/** Asks until it has finished or failed. */
async function follow(text: string, tell: (run: DryRun) => void): Promise<Pick<State, 'result' | 'failure'>> {
  let run = await ask('POST /api/plan-dry-runs', { body: { text } });
  while (run.state === 'running') {
    tell(run);
    await new Promise((resolve) => window.setTimeout(resolve, POLL_MS));
    run = await ask('GET /api/plan-dry-runs/:id', { params: { id: run.id } });
  }
  return { result: run.result, failure: run.failure };
}
