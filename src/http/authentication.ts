import type { Act } from '../kernel/act.ts';
import type { Principal } from './permissions.ts';

/** Where a request came from, as sign-in records it. */
export interface Origin {
  readonly address: string;
  readonly headers: Headers;
}

/** One place where a member is signed in. */
export interface SessionInfo {
  readonly id: string;
  readonly current: boolean;
  readonly startedAt: Date;
  readonly expiresAt: Date;
  readonly address: string | null;
  readonly device: string | null;
}

/** What proves who somebody is; filled in by `domain/team`, so that http/ knows neither passwords nor their keeper. */
export interface Authentication {
  /** The member whose session the cookie names, or null: unknown, expired, signed out, or no longer with us. */
  principal(headers: Headers): Promise<Principal | null>;
  /** Cookies to set. Throws `sign_in_failed` or `sign_in_delayed`; the same for an unknown address and a wrong password. */
  signIn(act: Act, origin: Origin, email: string, password: string): Promise<readonly string[]>;
  /** Ends this session; cookies to set. Twice is harmless. */
  signOut(act: Act, origin: Origin): Promise<readonly string[]>;
  sessions(headers: Headers): Promise<readonly SessionInfo[]>;
  /** Ends every other session and renews this one; cookies to set. Throws `password_wrong`. */
  changePassword(act: Act, origin: Origin, current: string, wanted: string): Promise<readonly string[]>;
  /** How a password is kept. */
  hashPassword(password: string): Promise<string>;
}
