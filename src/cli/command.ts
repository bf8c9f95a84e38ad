import type { Config } from '../config.ts';
import type { Language } from '../kernel/errors.ts';

/** What a command is given: the words behind its name, the environment's settings, and where to write. */
export interface CommandCall {
  readonly args: readonly string[];
  readonly config: Config;
  readonly language: Language;
  /** Answers and JSON: standard output. */
  readonly print: (text: string) => void;
  /** Everything said beside the answer: standard error. */
  readonly say: (text: string) => void;
  /** Whether somebody watches: then long work shows how far it is. */
  readonly isTerminal: boolean;
}

/** 0 done, 1 done with differences or failed rows, 2 wrong use, 3 environment. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
  run(call: CommandCall): Promise<ExitCode>;
}

/** The words of the command line are off; the sentence says which. */
export class WrongUse extends Error {}
