import { type Command, type ExitCode, WrongUse } from './cli/command.ts';
import { readConfig } from './config.ts';
import { AppError, type Language, sentence } from './kernel/errors.ts';

/** A command is loaded when it is run: a second `start` says in under a second that there is a first. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./cli/start.ts')).start,
  api: async () => (await import('./cli/roles.ts')).api,
  worker: async () => (await import('./cli/roles.ts')).worker,
  migrate: async () => (await import('./cli/roles.ts')).migrateCommand,
  doctor: async () => (await import('./cli/roles.ts')).doctor,
  import: async () => (await import('./cli/import.ts')).importCommand,
  user: async () => (await import('./cli/people.ts')).user,
  score: async () => (await import('./cli/judging.ts')).score,
  explain: async () => (await import('./cli/judging.ts')).explainCommand,
  plan: async () => (await import('./cli/plan.ts')).plan,
  scenario: async () => (await import('./cli/scenario.ts')).scenario,
};

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<ExitCode> {
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) return helpOnAll(name);
  const command = await load();
  if (args.includes('--help')) return helpOn(command);
  const language = terminalLanguage();
  try {
    return await run(command, args, language);
  } catch (error) {
    return complain(error, command, language);
  }
}

function run(command: Command, args: readonly string[], language: Language): Promise<ExitCode> {
  const config = readConfig();
  const print = (text: string) => console.log(text);
  const say = (text: string) => console.error(text);
  return command.run({ args, config, language, print, say, isTerminal: process.stderr.isTTY });
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

function helpOn({ usage, does }: Command): ExitCode {
  console.log(`npm run -s cli -- ${usage}\n\n${does}`);
  return 0;
}

async function helpOnAll(name: string | undefined): Promise<ExitCode> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const known = commands.map(({ usage, does }) => `  ${usage}\n      ${does}`).join('\n');
  const isAsked = name === undefined || name === '--help' || name === 'help';
  console.error(`${isAsked ? '' : `There is no command "${name}".\n\n`}npm run -s cli -- COMMAND\n\n${known}`);
  return isAsked ? 0 : 2;
}
