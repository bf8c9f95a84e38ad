import type { Database } from '../database/connect.ts';
import { addSegment, markTarget, setStrategy } from '../domain/segments/segments.ts';
import { type Clock, memberAct } from '../kernel/act.ts';
import { type Keys, known } from './load-ground.ts';

const DIRECTOR = 'retention';

/** What the director had written down for some segments; the rest are gaps, as in any company. */
const STRATEGIES = {
  former_high_value: '两周内由客户经理上门一次，带新品样板和去年的用量表；三个月没有回音的报总监。',
  often_complains: '专人跟单到交付，每次发货前电话确认规格；投诉结案后七天内总监回访。',
} as const;
const TARGET = 'former_high_value';
const OWN = {
  name: '华东稳定大客户',
  nameEn: 'Large and steady in the east',
  description: '适合先看新品、愿意讲案例的客户',
  expression: "spend('365d') >= 1000000 && region == '华东' && health >= 70",
  reason: '四季度新品推介会的邀请名单',
};

/** Strategies, one target and one segment of our own, as of the clock's moment. */
export async function loadSegments(database: Database, clock: Clock, keys: Keys): Promise<void> {
  const act = memberAct(known(keys.members, DIRECTOR), clock);
  await database.app.transaction().execute(async (trx) => {
    for (const [key, text] of Object.entries(STRATEGIES)) await setStrategy(trx, act, key, text);
    await markTarget(trx, act, TARGET, '上半年流失的大客户，春节前先谈回来');
    await addSegment(trx, act, OWN);
  });
}
