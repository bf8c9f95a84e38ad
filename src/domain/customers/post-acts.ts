import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { assert } from '../../kernel/errors.ts';
import { HOUR_MS, instantOf, localDay, parseDay } from '../../kernel/time.ts';
import { findActivePlan } from '../plans/plans.ts';
import { factKinds, type NewFact, record, voidFacts } from '../timeline/timeline.ts';
import { type ContactRole, contactRoleCodes } from './contact.ts';

/** The zone in which days are meant: the plan's; before there is one, the one most books are kept in. */
export async function zoneOf(db: Db): Promise<string> {
  return (await findActivePlan(db))?.plan.timezone ?? 'Asia/Shanghai';
}

/** When something happened of which only the day was said: that day's noon, or now if that is today or still to come. */
function momentOf(day: string, act: Act, zone: string): Date {
  const isPast = parseDay(day) < localDay(act.at.getTime(), zone);
  return isPast ? instantOf(parseDay(day), 12 * HOUR_MS, zone) : act.at;
}

interface Post {
  readonly role: ContactRole | null;
  readonly fromOn: string | null;
  readonly leftOn: string | null;
  readonly factIds: string[];
}

/** Tells the timeline anew when the person came to this post and left it; what was told of it before is voided. */
export async function tellPost(trx: Trx, act: Act, customerId: number, contactId: string): Promise<void> {
  const { rows } = await sql<Post>`
    select role, from_on as "fromOn", left_on as "leftOn", fact_ids as "factIds" from contact
    where customer_id = ${customerId} and id = ${contactId}`.execute(trx);
  const [post] = rows;
  assert(post !== undefined, 'who tells of a post has locked it');
  await voidFacts(
    trx,
    act,
    post.factIds.map((id) => ({ customerId, id })),
  );
  const factIds = await record(trx, act, factsOfPost(post, customerId, act, await zoneOf(trx)));
  await sql`
    update contact set fact_ids = ${factIds}::uuid[]
    where customer_id = ${customerId} and id = ${contactId}`.execute(trx);
}

function factsOfPost({ role, fromOn, leftOn }: Post, customerId: number, act: Act, zone: string): NewFact[] {
  const score = role === null ? 0 : contactRoleCodes[role];
  const told = [
    { kind: factKinds.contact_joined, day: fromOn },
    { kind: factKinds.contact_left, day: leftOn },
  ];
  return told.flatMap(({ kind, day }) =>
    day === null ? [] : [{ customerId, kind, score, occurredAt: momentOf(day, act, zone) }],
  );
}
