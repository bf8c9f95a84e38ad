import { AppError, type Language } from '../../kernel/errors.ts';

export const ROLES = [
  'administrator',
  'retention_lead',
  'account_manager',
  'service_agent',
  'assistant',
  'credit_controller',
  'executive',
  'viewer',
] as const;
export type Role = (typeof ROLES)[number];

/** The languages a member may choose for the screens. */
export const LANGUAGES = ['zh', 'en'] as const satisfies readonly Language[];

/** Somebody of our staff. */
export interface Member {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly title: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly language: Language;
}

export interface Team {
  readonly id: string;
  readonly name: string;
}

/** Turns a password into what is kept; given by whoever keeps passwords, so that this module does not. */
export type PasswordHash = (password: string) => Promise<string>;

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/;
const PASSWORD_CHARACTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const PASSWORD_LENGTH = 16;

/** The role by its name. Throws `role_unknown`, naming the choices. */
export function parseRole(text: string): Role {
  const role = ROLES.find((each) => each === text);
  if (!role) throw new AppError('role_unknown', { role: text, roles: ROLES.join(', ') });
  return role;
}

/** An address in the one form we keep it in. Throws `email_malformed`. */
export function parseEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (!EMAIL.test(email)) throw new AppError('email_malformed', { email: text });
  return email;
}

/** A password of 93 random bits without letters that look alike, to be read out once. */
export function generatePassword(): string {
  const wanted: string[] = [];
  while (wanted.length < PASSWORD_LENGTH) {
    const byte = globalThis.crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;
    // Bytes beyond the last whole round would favour the first letters.
    if (byte < 256 - (256 % PASSWORD_CHARACTERS.length))
      wanted.push(PASSWORD_CHARACTERS.charAt(byte % PASSWORD_CHARACTERS.length));
  }
  return wanted.join('');
}
