import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { WrongUse } from './command.ts';

/** Options that every command which touches data understands. */
export const dataOptions = { data: { type: 'string' }, json: { type: 'boolean', default: false } } as const;

/** Parses a command's words strictly; an unknown option is a wrong use and named. */
export function parseOptions<Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongUse((error as Error).message);
  }
}

/** A whole number in a range, or a wrong use. */
export function wholeNumber(name: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new WrongUse(`--${name} must be a whole number from ${min} to ${max}, not "${text}"`);
}
