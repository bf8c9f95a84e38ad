import { addMember, findMemberByEmail, givePassword, ROLES } from '../domain/team/team.ts';
import { hashPassword } from '../http/credentials.ts';
import { systemAct } from '../kernel/act.ts';
import { AppError } from '../kernel/errors.ts';
import { type Command, WrongUse } from './command.ts';
import { dataOptions, parseOptions } from './options.ts';
import { withSession } from './session.ts';

/** Adds a member of staff, or gives one a new password; the password is generated and printed once. */
export const user: Command = {
  name: 'user',
  usage: 'user add EMAIL --role R [--name NAME] | user password EMAIL',
  does: 'adds somebody or gives a new password, printed once',
  run: async (call) => {
    const { values, positionals } = parseOptions(call.args, {
      ...dataOptions,
      role: { type: 'string' },
      name: { type: 'string' },
    });
    const [verb, email] = positionals;
    if (email === undefined || (verb !== 'add' && verb !== 'password'))
      throw new WrongUse('user needs add or password, and an EMAIL');
    const role = ROLES.find((each) => each === values.role);
    if (verb === 'add' && role === undefined) throw new WrongUse(`user add needs --role, one of ${ROLES.join(', ')}`);
    const password = await withSession(call, values.data, ({ database, clock }) =>
      database.app.transaction().execute(async (trx) => {
        const act = systemAct(clock);
        const known = await findMemberByEmail(trx, email);
        if (verb === 'password' && !known) throw new AppError('member_unknown', { member: email });
        const wanted = {
          email,
          name: values.name ?? email.split('@')[0],
          title: '',
          role: role ?? 'viewer',
          teamId: null,
        };
        const id = verb === 'password' && known ? known.id : (await addMember(trx, act, wanted)).id;
        return givePassword(trx, act, id, hashPassword);
      }),
    );
    call.print(values.json ? JSON.stringify({ email, password }) : `${email}  ${password}`);
    return 0;
  },
};
