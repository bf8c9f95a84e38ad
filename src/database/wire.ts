import pg from 'pg';
import { AppError } from '../kernel/errors.ts';

// Object identifiers of types, fixed in PostgreSQL's pg_type.dat.
const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;

/**
 * How values arrive: bigint as number, refused beyond 2^53 where a number would silently round; date as 'YYYY-MM-DD'
 * text, because a day has no time zone; numeric as text; timestamptz as Date; the rest as node-postgres has it.
 */
export const wireTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return parseBigint;
    if (oid === DATE) return asText;
    if (oid === INT8_ARRAY) return (text: string) => textArray(text).map((item) => item && parseBigint(item));
    if (oid === DATE_ARRAY) return textArray;
    return pg.types.getTypeParser(oid, format);
  },
};

/** The number a bigint's text stands for. Throws AppError number_too_large beyond 2^53. */
export function parseBigint(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new AppError('number_too_large', { number: text });
  return number;
}

function asText(text: string): string {
  return text;
}

/** Numbers and dates are never quoted inside an array's text, so no full parser is needed. */
function textArray(text: string): (string | null)[] {
  if (text === '{}') return [];
  return text
    .slice(1, -1)
    .split(',')
    .map((item) => (item === 'NULL' ? null : item));
}
