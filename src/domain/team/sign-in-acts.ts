import type { Db } from '../../database/connect.ts';
import type { Authentication, Origin } from '../../http/authentication.ts';
import type { Credentials } from '../../http/credentials.ts';
import type { Principal } from '../../http/permissions.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, isAppError } from '../../kernel/errors.ts';
import { type AuditDetails, record } from '../audit/audit.ts';
import type { Member, PasswordHash } from './member.ts';
import { findMember, findMemberByEmail } from './queries.ts';

/** Who is who, and the record of every sign-in, over the keeper of passwords and sessions. */
export function createAuthentication(db: Db, credentials: Credentials, hashPassword: PasswordHash): Authentication {
  return {
    principal: (headers) => principal(db, credentials, headers),
    signIn: (act, origin, email, password) => signIn(db, credentials, act, origin, email, password),
    signOut: (act, origin) => signOut(db, credentials, act, origin),
    sessions: (headers) => credentials.sessions(headers),
    changePassword: (act, origin, current, wanted) => changePassword(db, credentials, act, origin, current, wanted),
    hashPassword,
  };
}

async function principal(db: Db, credentials: Credentials, headers: Headers): Promise<Principal | null> {
  if (!headers.has('cookie')) return null;
  const session = await credentials.session(headers);
  const member = session && (await findMember(db, session.memberId));
  return member ? principalOf(member) : null;
}

function principalOf({ id, name, email, role, teamId, language }: Member): Principal {
  return { memberId: id, name, email, role, teamId, language };
}

async function signIn(
  db: Db,
  credentials: Credentials,
  act: Act,
  origin: Origin,
  email: string,
  password: string,
): Promise<readonly string[]> {
  const outcome = await tryCredentials(credentials, act, origin, email, password);
  if ('refusal' in outcome) {
    const member = await findMemberByEmail(db, email);
    await recordSignIn(db, act, origin, 'sign_in_refused', member?.id ?? null, outcome.refusal.code);
    throw outcome.refusal;
  }
  await recordSignIn(db, { ...act, memberId: outcome.memberId }, origin, 'signed_in', outcome.memberId);
  return outcome.cookies;
}

type Outcome = { readonly memberId: string; readonly cookies: readonly string[] } | { readonly refusal: AppError };

async function tryCredentials(
  credentials: Credentials,
  act: Act,
  origin: Origin,
  email: string,
  password: string,
): Promise<Outcome> {
  try {
    const signedIn = await credentials.signIn(origin, email, password, act.at);
    return signedIn ?? { refusal: new AppError('sign_in_failed') };
  } catch (error) {
    if (isAppError(error, 'sign_in_delayed')) return { refusal: error };
    throw error;
  }
}

async function recordSignIn(
  db: Db,
  act: Act,
  { address }: Origin,
  action: 'signed_in' | 'sign_in_refused',
  subjectId: string | null,
  reason?: string,
): Promise<void> {
  const details: AuditDetails = reason ? { reason } : {};
  await db.transaction().execute((trx) => record(trx, act, { action, subject: 'member', subjectId, address, details }));
}

async function signOut(db: Db, credentials: Credentials, act: Act, origin: Origin): Promise<readonly string[]> {
  const { address } = origin;
  const note = { action: 'signed_out', subject: 'member', subjectId: act.memberId, address };
  if (act.memberId !== null) await db.transaction().execute((trx) => record(trx, act, note));
  return credentials.signOut(origin);
}

async function changePassword(
  db: Db,
  credentials: Credentials,
  act: Act,
  origin: Origin,
  current: string,
  wanted: string,
): Promise<readonly string[]> {
  const { address } = origin;
  const note = { action: 'changed', subject: 'credentials', subjectId: act.memberId, address };
  // The keeper works on connections of its own: its change stands before our entry commits, or the entry is undone.
  return db.transaction().execute(async (trx) => {
    await record(trx, act, note);
    const cookies = await credentials.changePassword(origin, current, wanted);
    if (!cookies) throw new AppError('password_wrong');
    return cookies;
  });
}
