import type { Database } from '../database/connect.ts';
import { openVisit } from '../domain/interactions/visit-acts.ts';
import { memberAct } from '../kernel/act.ts';
import { formatDay, instantOf, localDay, MINUTE_MS, parseDay } from '../kernel/time.ts';
import type { MovingClock } from './clock.ts';
import { type Keys, known } from './load-ground.ts';
import type { DemoCompany } from './types.ts';

/** The visits of the clock's day, in the afternoon, each written up on the spot by whoever checks in. */
export async function loadVisits(
  database: Database,
  clock: MovingClock,
  company: DemoCompany,
  keys: Keys,
): Promise<void> {
  const { timezone } = company;
  const today = formatDay(localDay(clock.now().getTime(), timezone));
  for (const visit of company.visits.filter((each) => each.day === today)) {
    const { customerKey, memberKeys, contactKey, minute, day, ...lines } = visit;
    const wanted = instantOf(parseDay(day), minute * MINUTE_MS, timezone);
    clock.moveTo(wanted < clock.now() ? new Date(clock.now().getTime() + MINUTE_MS) : wanted);
    const visitorIds = memberKeys.map((key) => known(keys.members, key));
    const act = memberAct(known(keys.members, memberKeys[0]), clock);
    const notes = { ...lines, visitorIds, contactIds: [known(keys.contacts, contactKey)] };
    const customerId = known(keys.customers, customerKey);
    await database.app.transaction().execute((trx) => openVisit(trx, act, customerId, { place: '客户现场', notes }));
  }
}
