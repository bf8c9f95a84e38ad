import type { ErrorKind, Language, MessageParams } from './messages/message.ts';
import { messages } from './messages.ts';

export type { ErrorKind, Language, MessageParams } from './messages/message.ts';

/** Every code an expected error may carry: the keys of the catalogue in `messages.ts`. */
export type ErrorCode = keyof typeof messages;

/**
 * An expected error: a code of the catalogue and the values its sentence names.
 * Bugs are not AppErrors: assert and crash.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly params: MessageParams;
  readonly kind: ErrorKind;

  constructor(code: ErrorCode, params: MessageParams = {}) {
    super(sentence(code, params, 'en'));
    this.code = code;
    this.params = params;
    this.kind = messages[code].kind;
  }
}

/** True for an AppError, and with `code` only for one of that code. */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

/** The catalogue's sentence in one language, with every `{param}` filled; a missing param is a bug and stays visible. */
export function sentence(code: ErrorCode, params: MessageParams, language: Language): string {
  return messages[code][language].replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = params[name];
    return value === undefined ? hole : String(value);
  });
}

/** Narrows a condition that must hold; its failing is a bug, so it throws a plain Error. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}
