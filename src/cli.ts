import { type Command, type ExitCode, WrongUse } from './cli/command.ts';
import { importCommand } from './cli/import.ts';
import { explainCommand, score } from './cli/judging.ts';
import { user } from './cli/people.ts';
import { plan } from './cli/plan.ts';
import { api, doctor, migrateCommand, worker } from './cli/roles.ts';
import { scenario } from './cli/scenario.ts';
import { start } from './cli/start.ts';
import { type Config, readConfig } from './config.ts';
import { AppError, type Language, sentence } from './kernel/errors.ts';

const COMMANDS: readonly Command[] = [
  start,
  api,
  worker,
  migrateCommand,
  doctor,
  importCommand,
  user,
  score,
  explainCommand,
  plan,
  scenario,
];

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<ExitCode> {
  const command = COMMANDS.find((each) => each.name === name);
  if (!command || args.includes('--help')) return help(name, command);
  const language = terminalLanguage();
  try {
    return await run(command, args, language);
  } catch (error) {
    return complain(error, command, language);
  }
}

function run(command: Command, args: readonly string[], language: Language): Promise<ExitCode> {
  const config: Config = readConfig();
  const print = (text: string) => console.log(text);
  const say = (text: string) => console.error(text);
  return command.run({ args, config, language, print, say, isTerminal: process.stderr.isTTY === true });
}

/** The language of the terminal: Chinese where it says so, else English. */
function terminalLanguage(): Language {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh' : 'en';
}

function complain(error: unknown, command: Command, language: Language): ExitCode {
  if (error instanceof WrongUse) {
    console.error(`${error.message}\nUsage: npm run -s cli -- ${command.usage}`);
    return 2;
  }
  if (!(error instanceof AppError)) throw error;
  console.error(sentence(error.code, error.params, language));
  return error.kind === 'unavailable' ? 3 : 2;
}

function help(name: string | undefined, command: Command | undefined): ExitCode {
  if (command) {
    console.log(`npm run -s cli -- ${command.usage}\n\n${command.does}`);
    return 0;
  }
  const known = COMMANDS.map(({ usage, does }) => `  ${usage}\n      ${does}`).join('\n');
  const isAsked = name === undefined || name === '--help' || name === 'help';
  console.error(`${isAsked ? '' : `There is no command "${name}".\n\n`}npm run -s cli -- COMMAND\n\n${known}`);
  return isAsked ? 0 : 2;
}
