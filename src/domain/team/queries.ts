import type { Db } from '../../database/connect.ts';
import { type Member, parseRole, type Team } from './member.ts';

/** Staff are read whole: a company has hundreds, not thousands. */
const MEMBERS_MAX = 2_000;
const TEAMS_MAX = 200;

/** A member who is with us, or null. */
export async function findMember(db: Db, memberId: string): Promise<Member | null> {
  const row = await present(db).where('id', '=', memberId).executeTakeFirst();
  return row ? memberOf(row) : null;
}

/** A member who is with us, by address, or null. */
export async function findMemberByEmail(db: Db, email: string): Promise<Member | null> {
  const row = await present(db).where('email', '=', email.trim().toLowerCase()).executeTakeFirst();
  return row ? memberOf(row) : null;
}

/** Everybody who is with us, by name. */
export async function listMembers(db: Db): Promise<Member[]> {
  const rows = await present(db).orderBy('name').orderBy('id').limit(MEMBERS_MAX).execute();
  return rows.map(memberOf);
}

/** Every team, by name. */
export async function listTeams(db: Db): Promise<Team[]> {
  const rows = await db.selectFrom('team').select(['id', 'name']).orderBy('name').limit(TEAMS_MAX).execute();
  return rows.map(({ id, name }) => ({ id, name }));
}

/** The members of a team, for the scope `team`. Who has left is still an owner of what was not handed over. */
export async function teamMembers(db: Db, teamId: string): Promise<string[]> {
  const rows = await db.selectFrom('member').select('id').where('team_id', '=', teamId).limit(MEMBERS_MAX).execute();
  return rows.map(({ id }) => id);
}

function present(db: Db) {
  return db
    .selectFrom('member')
    .select(['id', 'email', 'name', 'title', 'role', 'team_id', 'language'])
    .where('left_at', 'is', null);
}

interface MemberRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly title: string;
  readonly role: string;
  readonly team_id: string | null;
  readonly language: string;
}

function memberOf({ id, email, name, title, role, team_id, language }: MemberRow): Member {
  const spoken = language === 'en' ? 'en' : 'zh';
  return { id, email, name, title, role: parseRole(role), teamId: team_id, language: spoken };
}
