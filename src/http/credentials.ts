import { createHash, randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { hashPassword as hash } from 'better-auth/crypto';
import { getMigrations } from 'better-auth/db/migration';
import type { Database } from '../database/connect.ts';
import { AppError } from '../kernel/errors.ts';
import { forgetAttempts, takeAttempt } from './attempts.ts';
import type { Origin, SessionInfo } from './authentication.ts';

export const PASSWORD_CHARACTERS_MIN = 12;
export const PASSWORD_CHARACTERS_MAX = 128;

/** Failures of one account, from wherever: after these the next has to wait, until the oldest is this long ago. */
const ACCOUNT_FAILURES = { attempts: 10, seconds: 15 * 60 };
/** A session ends this long after signing in and is never prolonged, so that reading a page writes nothing. */
const SESSION_SECONDS = 7 * 24 * 3600;

// Set by ourselves from the connection or a trusted proxy; whatever a client sends under this name is overwritten.
const ADDRESS_HEADER = 'x-changke-address';

/** Whose password was right, and the cookies that prove it from now on. */
export interface SignedIn {
  readonly memberId: string;
  readonly cookies: readonly string[];
}

/** The keeper of passwords and sessions (better-auth) as the rest of the house sees it. */
export interface Credentials {
  /** The member whose valid session the headers carry, or null. */
  session(headers: Headers): Promise<{ readonly memberId: string; readonly sessionId: string } | null>;
  /** Null for an unknown address or a wrong password alike; throws `sign_in_delayed` after too many failures. */
  signIn(origin: Origin, email: string, password: string, at: Date): Promise<SignedIn | null>;
  signOut(origin: Origin): Promise<readonly string[]>;
  sessions(headers: Headers): Promise<readonly SessionInfo[]>;
  /** Ends every other session and renews this one; null when the current password is wrong. */
  changePassword(origin: Origin, current: string, wanted: string): Promise<readonly string[] | null>;
}

export interface CredentialsOptions {
  readonly database: Database;
  /** Signs the cookies; at least 32 characters, kept in the key file. */
  readonly secret: string;
  readonly publicUrl: string | null;
}

/** How a password is kept: scrypt, salted. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Opens the keeper of passwords and sessions on its own schema. */
export function createCredentials({ database, secret, publicUrl }: CredentialsOptions): Credentials {
  const auth = betterAuth(engineOptions(database, secret, publicUrl));
  return {
    session: async (headers) => {
      const found = await auth.api.getSession({ headers });
      return found && { memberId: found.user.id, sessionId: found.session.id };
    },
    signIn: (origin, email, password, at) =>
      withBackoff(database, email, at, async () => {
        const body = { email, password };
        const { headers, response } = await auth.api.signInEmail({ body, headers: seen(origin), returnHeaders: true });
        return { memberId: response.user.id, cookies: headers.getSetCookie() };
      }),
    signOut: async (origin) => {
      const { headers } = await auth.api.signOut({ headers: seen(origin), returnHeaders: true });
      return headers.getSetCookie();
    },
    sessions: async (headers) => {
      const [all, current] = await Promise.all([auth.api.listSessions({ headers }), auth.api.getSession({ headers })]);
      return all.map((each) => sessionInfo(each, current?.session.id ?? null));
    },
    changePassword: (origin, currentPassword, newPassword) =>
      orNull(async () => {
        const body = { currentPassword, newPassword, revokeOtherSessions: true };
        const { headers } = await auth.api.changePassword({ body, headers: seen(origin), returnHeaders: true });
        return headers.getSetCookie();
      }),
  };
}

/** What better-auth would still change in its schema, as SQL; the test of migration 0006 expects nothing. */
export async function pendingSchemaChanges(database: Database): Promise<string> {
  const { compileMigrations, toBeAdded, toBeCreated } = await getMigrations(
    engineOptions(database, 'x'.repeat(32), null),
  );
  return toBeAdded.length + toBeCreated.length === 0 ? '' : compileMigrations();
}

function engineOptions(database: Database, secret: string, publicUrl: string | null) {
  return {
    appName: 'Changke',
    database: database.poolFor('auth'),
    secret,
    baseURL: publicUrl ?? 'http://127.0.0.1',
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Both are ours: limits in http/attempts.ts count in the database, origins are checked before any route.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_CHARACTERS_MIN,
      maxPasswordLength: PASSWORD_CHARACTERS_MAX,
    },
    advanced: {
      cookiePrefix: 'changke',
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' as const },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => randomUUID() },
    },
    ...tableNames(),
  };
}

function tableNames() {
  const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };
  const session = { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent' };
  const account = {
    userId: 'user_id',
    accountId: 'account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
  };
  return {
    user: { fields: { emailVerified: 'email_verified', ...stamps } },
    session: {
      fields: { ...session, ...stamps },
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
    },
    account: { fields: { ...account, ...stamps } },
    verification: { fields: { expiresAt: 'expires_at', ...stamps } },
  };
}

function seen({ address, headers }: Origin): Headers {
  const all = new Headers(headers);
  all.set(ADDRESS_HEADER, address);
  return all;
}

async function withBackoff(
  { app }: Database,
  email: string,
  at: Date,
  tryIt: () => Promise<SignedIn>,
): Promise<SignedIn | null> {
  // A digest, so that the list of attempts is not a list of addresses.
  const key = `account ${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}`;
  const seconds = await takeAttempt(app, key, ACCOUNT_FAILURES, at);
  if (seconds > 0) throw new AppError('sign_in_delayed', { seconds });
  const signedIn = await orNull(tryIt);
  if (signedIn) await forgetAttempts(app, key);
  return signedIn;
}

// better-auth refuses with a status of its own; anything else is a bug or a database that is away.
async function orNull<T>(attempt: () => Promise<T>): Promise<T | null> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return null;
    throw error;
  }
}

interface StoredSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly ipAddress?: string | null;
  readonly userAgent?: string | null;
}

function sessionInfo(stored: StoredSession, currentId: string | null): SessionInfo {
  const { id, createdAt: startedAt, expiresAt, ipAddress, userAgent } = stored;
  return { id, current: id === currentId, startedAt, expiresAt, address: ipAddress ?? null, device: userAgent ?? null };
}
