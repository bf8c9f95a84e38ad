import { sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { AppError, type Language } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { record } from '../audit/audit.ts';
import {
  generatePassword,
  type Member,
  type PasswordHash,
  parseEmail,
  parseRole,
  type Role,
  type Team,
} from './member.ts';
import { findMember } from './queries.ts';

export type { CustomerScope, Principal } from '../../http/permissions.ts';
export type { Member, PasswordHash, Role, Team } from './member.ts';
export { ROLES } from './member.ts';
export { opensToInvited, permissionsOf, scopeOf } from './permissions.ts';
export { findMember, findMemberByEmail, listMembers, listTeams, teamMembers } from './queries.ts';
export { createAuthentication } from './sign-in-acts.ts';

export interface WantedMember {
  readonly email: string;
  readonly name: string;
  readonly title?: string;
  readonly role: string;
  readonly teamId?: string | null;
  readonly language?: Language;
}

/** What a member may become; what is not given stays. */
export interface MemberChange {
  readonly name?: string;
  readonly title?: string;
  readonly role?: Role;
  readonly teamId?: string | null;
}

/** Adds a team. Throws `team_name_taken`. */
export async function addTeam(trx: Trx, act: Act, name: string): Promise<Team> {
  const id = newId(act.at);
  const added = await trx
    .insertInto('team')
    .values({ id, name, created_at: act.at })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) throw new AppError('team_name_taken', { name });
  await record(trx, act, { action: 'created', subject: 'team', subjectId: id });
  return { id, name };
}

/**
 * Adds a member, who cannot sign in before `givePassword`.
 * Throws `email_malformed`, `role_unknown`, `team_unknown`, `member_email_taken`.
 */
export async function addMember(trx: Trx, act: Act, wanted: WantedMember): Promise<Member> {
  const member = newMember(act, wanted);
  await checkTeam(trx, member.teamId);
  const { id, email, name, title, role, teamId, language } = member;
  const added = await trx
    .insertInto('member')
    .values({ id, email, name, title, role, team_id: teamId, language: tagOf(language), created_at: act.at })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) throw new AppError('member_email_taken', { email });
  await record(trx, act, { action: 'created', subject: 'member', subjectId: id, details: { role } });
  return member;
}

function newMember(act: Act, { email, name, title = '', role, teamId = null, language = 'zh' }: WantedMember): Member {
  return { id: newId(act.at), email: parseEmail(email), name, title, role: parseRole(role), teamId, language };
}

async function checkTeam(trx: Trx, teamId: string | null): Promise<void> {
  if (teamId === null) return;
  const team = await trx.selectFrom('team').select('id').where('id', '=', teamId).executeTakeFirst();
  if (!team) throw new AppError('team_unknown');
}

/**
 * Gives a member a new generated password, returned to be told once, and ends the member's sessions.
 * Throws `member_unknown`, also for somebody who has left.
 */
export async function givePassword(trx: Trx, act: Act, memberId: string, hash: PasswordHash): Promise<string> {
  const member = await trx
    .selectFrom('member')
    .select(['id', 'name', 'email'])
    .where('id', '=', memberId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (!member) throw new AppError('member_unknown');
  const password = generatePassword();
  await keepPassword(trx, act, { id: memberId, name: member.name, email: member.email }, await hash(password));
  await record(trx, act, { action: 'reset', subject: 'credentials', subjectId: memberId });
  return password;
}

async function keepPassword(
  trx: Trx,
  act: Act,
  { id, name, email }: Pick<Member, 'id' | 'name' | 'email'>,
  kept: string,
): Promise<void> {
  await sql`
    insert into auth."user" (id, name, email, email_verified, created_at, updated_at)
    values (${id}, ${name}, ${email}, true, ${act.at}, ${act.at})
    on conflict (id) do update set name = excluded.name, email = excluded.email, updated_at = excluded.updated_at`.execute(
    trx,
  );
  await sql`delete from auth.session where user_id = ${id}`.execute(trx);
  await sql`delete from auth.account where user_id = ${id} and provider_id = 'credential'`.execute(trx);
  await sql`
    insert into auth.account (id, user_id, account_id, provider_id, password, created_at, updated_at)
    values (${newId(act.at)}, ${id}, ${id}, 'credential', ${kept}, ${act.at}, ${act.at})`.execute(trx);
}

/**
 * Makes the first administrator of a company in which nobody can sign in yet, and the password to print once; null
 * when somebody can. An existing member with that address becomes the administrator.
 */
export async function ensureAdministrator(
  trx: Trx,
  act: Act,
  wanted: Omit<WantedMember, 'role'>,
  hash: PasswordHash,
): Promise<{ readonly email: string; readonly password: string } | null> {
  await sql`select pg_advisory_xact_lock(hashtext('first administrator'))`.execute(trx);
  const { rows } = await sql`select 1 from auth.account limit 1`.execute(trx);
  if (rows.length > 0) return null;
  const email = parseEmail(wanted.email);
  const known = await trx.selectFrom('member').select('id').where('email', '=', email).executeTakeFirst();
  if (known) await trx.updateTable('member').set({ role: 'administrator' }).where('id', '=', known.id).execute();
  const memberId = known?.id ?? (await addMember(trx, act, { ...wanted, role: 'administrator' })).id;
  return { email, password: await givePassword(trx, act, memberId, hash) };
}

/** Changes a member; a new role counts from the next request on. Throws `member_unknown`, `team_unknown`. */
export async function changeMember(trx: Trx, act: Act, memberId: string, change: MemberChange): Promise<Member> {
  await checkTeam(trx, change.teamId ?? null);
  const { teamId, ...rest } = change;
  const columns = { ...rest, ...(teamId === undefined ? {} : { team_id: teamId }) };
  const fields = Object.keys(columns);
  if (fields.length > 0) {
    await trx.updateTable('member').set(columns).where('id', '=', memberId).where('left_at', 'is', null).execute();
    await record(trx, act, { action: 'changed', subject: 'member', subjectId: memberId, details: { fields } });
  }
  return presentMember(trx, memberId);
}

/** Ends somebody's time with us: no sign-in, no sessions; what they did keeps their name. Twice is harmless. */
export async function endMembership(trx: Trx, act: Act, memberId: string): Promise<void> {
  const left = await trx
    .updateTable('member')
    .set({ left_at: act.at })
    .where('id', '=', memberId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (left.numUpdatedRows === 0n) return;
  await sql`delete from auth."user" where id = ${memberId}`.execute(trx);
  await record(trx, act, { action: 'left', subject: 'member', subjectId: memberId });
}

/** The language of a member's screens. */
export async function chooseLanguage(trx: Trx, act: Act, memberId: string, language: Language): Promise<void> {
  await trx
    .updateTable('member')
    .set({ language: tagOf(language) })
    .where('id', '=', memberId)
    .execute();
  await record(trx, act, {
    action: 'changed',
    subject: 'member',
    subjectId: memberId,
    details: { fields: ['language'] },
  });
}

async function presentMember(trx: Trx, memberId: string): Promise<Member> {
  const member = await findMember(trx, memberId);
  if (!member) throw new AppError('member_unknown');
  return member;
}

/** Languages are kept by their full tag (BCP 47), spoken of by the catalogue's short one. */
function tagOf(language: Language): 'zh-CN' | 'en' {
  return language === 'en' ? 'en' : 'zh-CN';
}
