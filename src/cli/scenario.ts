import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScenario } from '../demo/scenarios/scenario.ts';
import { type Command, WrongUse } from './command.ts';
import { dataOptions, parseOptions, wholeNumber } from './options.ts';
import { withSession } from './session.ts';

const STEPS_MAX = 20;

/** Replays a story of the sources on a scratch database and a simulated clock. */
export const scenario: Command = {
  name: 'scenario',
  usage: 'scenario S1…S10 [--to STEP] [--json]',
  does: 'replays a story step by step, expected beside found',
  run: async (call) => {
    const { values, positionals } = parseOptions(call.args, { json: dataOptions.json, to: { type: 'string' } });
    const [word] = positionals;
    if (word === undefined) throw new WrongUse('scenario needs a story: S1 … S10');
    const to = wholeNumber('to', values.to, 1, STEPS_MAX);
    const folder = mkdtempSync(join(tmpdir(), 'changke-scenario-'));
    try {
      const report = await withSession(call, folder, ({ database }) => runScenario(word, { database, to }));
      if (values.json) call.print(JSON.stringify(report, null, 2));
      else
        for (const { step, expected, found, ok } of report.steps)
          call.print(`${step} ${ok === null ? '·' : ok ? '✓' : '✗'} ${expected}\n    ${found}`);
      return report.ok ? 0 : 1;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
