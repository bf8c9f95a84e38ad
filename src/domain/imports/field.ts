/** What can be imported, and which columns each kind of file may have. */
export const IMPORT_KINDS = ['customers', 'products', 'orders', 'interactions', 'complaints'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export function isImportKind(word: string): word is ImportKind {
  return IMPORT_KINDS.some((kind) => kind === word);
}

export type FieldType = 'text' | 'identifier' | 'instant' | 'day' | 'number' | 'money' | 'choice' | 'boolean' | 'words';

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
