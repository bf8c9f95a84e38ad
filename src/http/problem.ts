import { isUnavailable } from '../database/connect.ts';
import { AppError, type ErrorCode, type ErrorKind, type Language, sentence } from '../kernel/errors.ts';
import { ANSWER_SECONDS_MAX, BODY_BYTES_MAX } from './limits.ts';
import { type FieldProblem, InputProblem } from './parse.ts';

/** A refusal or failure as RFC 9457 puts it on the wire (`application/problem+json`). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  /** One sentence in the user's language: what is wrong and what to do. */
  readonly detail: string;
  readonly requestId: string;
  readonly fields?: readonly FieldProblem[];
}

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
};

const TITLES: Readonly<Record<ErrorKind | 'bug', Readonly<Record<Language, string>>>> = {
  invalid: { zh: '内容不正确', en: 'Not valid' },
  unauthenticated: { zh: '需要登录', en: 'Sign in first' },
  forbidden: { zh: '没有权限', en: 'Not allowed' },
  not_found: { zh: '找不到', en: 'Not found' },
  conflict: { zh: '有冲突', en: 'Conflict' },
  too_large: { zh: '内容太大', en: 'Too large' },
  too_many: { zh: '请求太频繁', en: 'Too many requests' },
  unavailable: { zh: '暂时不可用', en: 'Unavailable at the moment' },
  bug: { zh: '系统出错', en: 'Something broke' },
};

/** The expected error behind whatever was thrown, or null for a bug. */
export function expected(error: unknown): AppError | InputProblem | null {
  if (error instanceof AppError) return error.code === 'internal_error' ? null : error;
  if (error instanceof InputProblem) return error;
  if (isUnavailable(error)) return new AppError('database_unreachable');
  const code = codeOf(error);
  return code === null ? null : serverRefusal(code);
}

/** What the client is told; never a stack, a query or a value. */
export function problemOf(error: unknown, requestId: string, language: Language): Problem {
  const known = expected(error);
  if (known instanceof InputProblem) return inputProblem(known, requestId, language);
  if (known) return build(known.code, known.kind, STATUS[known.kind], sentence(known.code, known.params, language));
  return build('internal_error', 'bug', 500, sentence('internal_error', { requestId }, language));

  function build(code: ErrorCode, kind: ErrorKind | 'bug', status: number, detail: string): Problem {
    return { type: `urn:changke:problem:${code}`, title: TITLES[kind][language], status, code, detail, requestId };
  }
}

function inputProblem(problem: InputProblem, requestId: string, language: Language): Problem {
  const { field, reason } = problem.fields[0];
  const detail = sentence('input_invalid', { field, reason: reason.replace(/[.。]$/, '') }, language);
  const title = TITLES.invalid[language];
  const type = 'urn:changke:problem:input_invalid';
  return { type, title, status: STATUS.invalid, code: 'input_invalid', detail, requestId, fields: problem.fields };
}

/** Seconds after which trying again makes sense, for `Retry-After`; null when it does not. */
export function retryAfterSeconds(error: unknown): number | null {
  const known = expected(error);
  if (!(known instanceof AppError)) return null;
  if (known.kind === 'too_many') return Math.max(1, Number(known.params.seconds ?? 1));
  return known.kind === 'unavailable' ? 5 : null;
}

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

// What Fastify itself refuses before a handler runs, by its documented error codes.
function serverRefusal(code: string): AppError | null {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new AppError('body_too_large', { limit: mebibytes(BODY_BYTES_MAX) });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new AppError('media_type_unsupported');
  if (code === 'FST_ERR_HANDLER_TIMEOUT') return new AppError('answer_too_slow', { seconds: ANSWER_SECONDS_MAX });
  const malformed = /^FST_ERR_(CTP_|VALIDATION|BAD_URL|ASYNC_CONSTRAINT|MAX_PARAM)/.test(code);
  return malformed ? new AppError('request_malformed') : null;
}

/** A number of bytes as people read it, for limits that are whole mebibytes. */
export function mebibytes(bytes: number): string {
  return `${bytes / (1024 * 1024)} MiB`;
}
