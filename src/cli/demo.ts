import { migrate, startOver } from '../database/migrate.ts';
import { demoCompany } from '../demo/company.ts';
import { loadDemo } from '../demo/load.ts';
import { record as audit } from '../domain/audit/audit.ts';
import { activatePlan, addPlanVersion, findActivePlan, readyMadeText } from '../domain/plans/plans.ts';
import { addMember, givePassword } from '../domain/team/team.ts';
import { hashPassword } from '../http/credentials.ts';
import { installQueue } from '../jobs/install.ts';
import { systemAct } from '../kernel/act.ts';
import { formatDay, localDay } from '../kernel/time.ts';
import type { CommandCall } from './command.ts';
import type { Session } from './session.ts';

/** Somebody who can sign in; the password is known only now. */
export interface Account {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** Says of a plan version that the demo brought it: whoever finds it without the entry of a finished demo starts over. */
const DEMO_REASON = 'demo';

/**
 * Loads the demo company into a database that nobody uses yet; a load that was cut off is thrown away and done again.
 * Answers one account per role, none where the company is there already.
 */
export async function loadDemoOnce(call: CommandCall, session: Session): Promise<Account[]> {
  const { database, clock, opened } = session;
  const active = await findActivePlan(database.app);
  if (active && (active.reason !== DEMO_REASON || (await isDemoFinished(session)))) return [];
  if (active) {
    call.say('The demo company was cut off while loading; starting it over …');
    await startOver(opened.url);
    await migrate(opened.url, { at: clock.now(), afterwards: installQueue });
  }
  call.say('Loading the demo company …');
  return fillWithDemo(session);
}

async function isDemoFinished({ database }: Session): Promise<boolean> {
  const entry = database.app.selectFrom('audit_entry').select('id').where('subject', '=', 'demo').limit(1);
  return (await entry.executeTakeFirst()) !== undefined;
}

async function fillWithDemo({ database, clock }: Session): Promise<Account[]> {
  await database.app.transaction().execute(async (trx) => {
    const act = systemAct(clock);
    await activatePlan(trx, act, await addPlanVersion(trx, act, readyMadeText('building-materials'), DEMO_REASON));
  });
  const timezone = (await findActivePlan(database.app))?.plan.timezone ?? 'Asia/Shanghai';
  const today = formatDay(localDay(clock.now().getTime(), timezone));
  const accounts = new Map<string, Account>();
  await loadDemo(database, clock, demoCompany({ today }), {
    createMember: async (trx, act, { email, name, title, role }, teamId) => {
      const { id } = await addMember(trx, act, { email, name, title, role, teamId });
      if (!accounts.has(role))
        accounts.set(role, { role, email, password: await givePassword(trx, act, id, hashPassword) });
      return id;
    },
  });
  await database.app
    .transaction()
    .execute((trx) => audit(trx, systemAct(clock), { action: 'created', subject: 'demo' }));
  return [...accounts.values()];
}
