import type { Trx } from '../database/connect.ts';
import { addMember, addTeam } from '../domain/team/team.ts';
import type { Act } from '../kernel/act.ts';
import type { DemoCompany, DemoMember } from './types.ts';

/** Makes a member of staff and answers the id; whoever starts the demo for people to look at adds passwords. */
export type CreateMember = (trx: Trx, act: Act, member: DemoMember, teamId: string | null) => Promise<string>;

/** A member without a password: enough for tests and scenarios. */
export const addDemoMember: CreateMember = async (trx, act, { email, name, title, role }, teamId) => {
  const member = await addMember(trx, act, { email, name, title, role, teamId });
  return member.id;
};

/** Adds the company's teams and people; answers the members' ids by their keys. */
export async function loadMembers(
  trx: Trx,
  act: Act,
  company: DemoCompany,
  createMember: CreateMember = addDemoMember,
): Promise<Map<string, string>> {
  const teams = new Map<string, string>();
  for (const team of company.teams) teams.set(team.key, (await addTeam(trx, act, team.name)).id);
  const members = new Map<string, string>();
  for (const member of company.members) {
    const teamId = member.teamKey === null ? null : (teams.get(member.teamKey) ?? null);
    members.set(member.key, await createMember(trx, act, member, teamId));
  }
  return members;
}
