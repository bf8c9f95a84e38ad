import { readFileSync } from 'node:fs';
import { activatePlan, addPlanVersion } from '../domain/plans/plans.ts';
import { systemAct } from '../kernel/act.ts';
import { parsePlan } from '../plan/parse-plan.ts';
import { type Command, type CommandCall, type ExitCode, WrongUse } from './command.ts';
import { dataOptions, parseOptions } from './options.ts';
import { withSession } from './session.ts';

/** The plan's life, as far as it is built: check and activate. */
export const plan: Command = {
  name: 'plan',
  usage: 'plan check|activate FILE [--reason TEXT] [--json] [--data DIR]',
  does: 'checks a plan file, or puts it in force',
  run: async (call) => {
    const { values, positionals } = parseOptions(call.args, { ...dataOptions, reason: { type: 'string' } });
    const [verb, file] = positionals;
    if (file === undefined || (verb !== 'check' && verb !== 'activate'))
      throw new WrongUse('plan needs check or activate, and a FILE');
    const text = readText(file);
    if (verb === 'check') return check(call, text, values.json);
    const version = await withSession(call, values.data, ({ database, clock }) =>
      database.app.transaction().execute(async (trx) => {
        const act = systemAct(clock);
        const added = await addPlanVersion(trx, act, text, values.reason ?? file);
        await activatePlan(trx, act, added);
        return added;
      }),
    );
    call.print(values.json ? JSON.stringify({ version }) : `Plan version ${version} is in force.`);
    return 0;
  },
};

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new WrongUse(`cannot read ${file}: ${(error as Error).message}`);
  }
}

function check({ print, language }: CommandCall, text: string, json: boolean): ExitCode {
  const { problems } = parsePlan(text);
  if (json) print(JSON.stringify({ problems }, null, 2));
  else if (problems.length === 0) print('The plan is right.');
  else for (const { line, column, zh, en } of problems) print(`${line}:${column}  ${language === 'zh' ? zh : en}`);
  return problems.length === 0 ? 0 : 1;
}
