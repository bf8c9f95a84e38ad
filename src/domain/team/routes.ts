import { z } from 'zod';
import { PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from '../../http/credentials.ts';
import { type Call, route } from '../../http/route.ts';
import { AppError, assert } from '../../kernel/errors.ts';
import { LANGUAGES, type Member, ROLES } from './member.ts';
import {
  addMember,
  addTeam,
  changeMember,
  chooseLanguage,
  endMembership,
  findMember,
  givePassword,
  listMembers,
  listTeams,
  permissionsOf,
} from './team.ts';

const NAME_CHARACTERS_MAX = 100;
/** Per address; whoever mistypes waits a moment, a program that guesses waits long. */
const SIGN_IN_LIMIT = { attempts: 3, seconds: 10 };

const name = z.string().trim().min(1).max(NAME_CHARACTERS_MAX);
const title = z.string().trim().max(NAME_CHARACTERS_MAX);
const language = z.enum(LANGUAGES);
const role = z.enum(ROLES);
const memberParams = z.strictObject({ id: z.uuid() });

const memberReply = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    title: z.string(),
    role,
    teamId: z.uuid().nullable(),
    language,
  })
  .meta({ id: 'Member' });
const teamReply = z.object({ id: z.uuid(), name: z.string() }).meta({ id: 'Team' });
const permissionsReply = z.record(z.string(), z.enum(['own', 'team', 'all', 'none']));
const sessionReply = z.object({ member: memberReply, permissions: permissionsReply }).meta({ id: 'Session' });
const placeReply = z.object({
  id: z.string(),
  current: z.boolean(),
  startedAt: z.date(),
  expiresAt: z.date(),
  address: z.string().nullable(),
  device: z.string().nullable(),
});

const session = [
  route({
    method: 'POST',
    path: '/api/session',
    permission: 'public',
    summary: 'Signs in',
    limit: SIGN_IN_LIMIT,
    body: z.strictObject({ email: z.string().max(254), password: z.string().max(PASSWORD_CHARACTERS_MAX) }),
    handle: async ({ authentication, act, request, body, setCookies }) => {
      setCookies(await authentication.signIn(act, request, body.email, body.password));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    permission: 'signed-in',
    summary: 'Signs out',
    handle: async ({ authentication, act, request, setCookies }) => {
      setCookies(await authentication.signOut(act, request));
    },
  }),
  route({
    method: 'GET',
    path: '/api/session',
    permission: 'signed-in',
    summary: 'Who I am, and what I may do for whose customers',
    reply: sessionReply,
    handle: async (call) => ({ member: await myself(call), permissions: permissionsOf(call.principal.role) }),
  }),
  route({
    method: 'GET',
    path: '/api/sessions',
    permission: 'signed-in',
    summary: 'Where I am signed in',
    reply: z.object({ items: z.array(placeReply) }),
    handle: async ({ authentication, request }) => ({ items: await authentication.sessions(request.headers) }),
  }),
  route({
    method: 'PUT',
    path: '/api/session/language',
    permission: 'signed-in',
    summary: 'Chooses the language of my screens',
    body: z.strictObject({ language }),
    handle: ({ db, act, principal, body }) =>
      db.transaction().execute((trx) => chooseLanguage(trx, act, principal.memberId, body.language)),
  }),
  route({
    method: 'PUT',
    path: '/api/session/password',
    permission: 'signed-in',
    summary: 'Changes my password and ends my other sessions',
    limit: SIGN_IN_LIMIT,
    body: z.strictObject({ current: z.string().max(PASSWORD_CHARACTERS_MAX), wanted: z.string().max(1000) }),
    handle: async ({ authentication, act, request, body, setCookies }) => {
      setCookies(await authentication.changePassword(act, request, body.current, checkedPassword(body.wanted)));
    },
  }),
];

const staff = [
  route({
    method: 'GET',
    path: '/api/members',
    permission: 'team.read',
    summary: 'Everybody who is with us',
    reply: z.object({ items: z.array(memberReply) }),
    handle: async ({ db }) => ({ items: await listMembers(db) }),
  }),
  route({
    method: 'POST',
    path: '/api/members',
    permission: 'team.manage',
    summary: 'Adds a member; the generated password is told this once',
    body: z.strictObject({
      email: z.string().max(254),
      name,
      title: title.optional(),
      role,
      teamId: z.uuid().nullable().optional(),
      language: language.optional(),
    }),
    reply: z.object({ member: memberReply, password: z.string() }),
    handle: ({ db, act, body, authentication }) =>
      db.transaction().execute(async (trx) => {
        const member = await addMember(trx, act, body);
        return { member, password: await givePassword(trx, act, member.id, authentication.hashPassword) };
      }),
  }),
  route({
    method: 'PATCH',
    path: '/api/members/:id',
    permission: 'team.manage',
    summary: 'Changes a member’s role, team, name or title',
    params: memberParams,
    body: z.strictObject({
      name: name.optional(),
      title: title.optional(),
      role: role.optional(),
      teamId: z.uuid().nullable().optional(),
    }),
    reply: memberReply,
    handle: ({ db, act, params, body }) => db.transaction().execute((trx) => changeMember(trx, act, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/members/:id/password',
    permission: 'team.manage',
    summary: 'Gives a member a new generated password, told this once',
    params: memberParams,
    reply: z.object({ password: z.string() }),
    handle: ({ db, act, params, authentication }) =>
      db.transaction().execute(async (trx) => {
        return { password: await givePassword(trx, act, params.id, authentication.hashPassword) };
      }),
  }),
  route({
    method: 'POST',
    path: '/api/members/:id/departure',
    permission: 'team.manage',
    summary: 'Records that a member has left',
    params: memberParams,
    handle: ({ db, act, params }) => db.transaction().execute((trx) => endMembership(trx, act, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/teams',
    permission: 'team.read',
    summary: 'Every team',
    reply: z.object({ items: z.array(teamReply) }),
    handle: async ({ db }) => ({ items: await listTeams(db) }),
  }),
  route({
    method: 'POST',
    path: '/api/teams',
    permission: 'team.manage',
    summary: 'Adds a team',
    body: z.strictObject({ name }),
    reply: teamReply,
    handle: ({ db, act, body }) => db.transaction().execute((trx) => addTeam(trx, act, body.name)),
  }),
];

export const teamRoutes = [...session, ...staff];

async function myself({
  db,
  principal,
}: Pick<Call<unknown, unknown, unknown, 'signed-in'>, 'db' | 'principal'>): Promise<Member> {
  const member = await findMember(db, principal.memberId);
  assert(member, 'who is signed in is a member');
  return member;
}

function checkedPassword(wanted: string): string {
  const fits = wanted.length >= PASSWORD_CHARACTERS_MIN && wanted.length <= PASSWORD_CHARACTERS_MAX;
  if (!fits) throw new AppError('password_unfit', { min: PASSWORD_CHARACTERS_MIN, max: PASSWORD_CHARACTERS_MAX });
  return wanted;
}
