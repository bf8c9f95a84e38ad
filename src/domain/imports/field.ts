import type { ErrorCode, MessageParams } from '../../kernel/errors.ts';

export type FieldType = 'text' | 'identifier' | 'instant' | 'day' | 'number' | 'money' | 'choice' | 'boolean' | 'words';

/** A column that a kind of file may have. */
export interface Field {
  readonly key: string;
  readonly type: FieldType;
  readonly zh: string;
  readonly en: string;
  /** Further headings by which the column is known, compared without blanks, case and punctuation. */
  readonly headings: readonly string[];
  /** A kind of file cannot be read without this column. */
  readonly required?: boolean;
  /** Codes and the words that mean them, for type `choice`. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /**
   * A colleague's name or e-mail address: one that nobody here has is told, and the row is used without it. Or the number
   * of another customer: a row whose other customer nobody has imported fails.
   */
  readonly refersTo?: 'member' | 'customer';
}

/** Why a row whose cells are each in order cannot be used all the same. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly params: MessageParams;
}

/** A heading without what people vary: blanks, case, punctuation, width, and notes in brackets such as （元）. */
export function plainHeading(text: string): string {
  const narrow = text.normalize('NFKC').toLowerCase();
  const bare = narrow.replace(/[[(（【][^)\]）】]*[)\]）】]/g, '');
  return (bare.trim() === '' ? narrow : bare).replace(/[\s_\-./*:：'"#]/g, '');
}

/** All headings by which a field is known, plain. */
export function headingsOf(field: Field): readonly string[] {
  return [field.zh, field.en, field.key, ...field.headings].map(plainHeading);
}

/** Headings written with blanks between, as no heading contains one once it is plain. */
export function words(text: string): readonly string[] {
  return text.split(' ');
}
