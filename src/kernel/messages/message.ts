export type Language = 'zh' | 'en';

export type MessageParams = Record<string, string | number>;

/** What went wrong in general; only http/ turns it into a status code. */
export type ErrorKind =
  | 'invalid'
  | 'not_found'
  | 'forbidden'
  | 'conflict'
  | 'unauthenticated'
  | 'too_many'
  | 'too_large'
  | 'unavailable';

/** One sentence per language that says what is wrong, where, and what to do. */
export interface Message {
  readonly kind: ErrorKind;
  readonly zh: string;
  readonly en: string;
}

export type Catalogue = Readonly<Record<string, Message>>;
