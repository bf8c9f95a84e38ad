import { sql } from 'kysely';
import type { Trx } from '../src/database/connect.ts';
import { activatePlan, addPlanVersion, readyMadeText } from '../src/domain/plans/plans.ts';
import type { World } from './world.ts';

/** What a run over the book would have stored of one customer. */
export interface Judged {
  readonly proposed: string | null;
  readonly standing?: number | null;
  readonly amountYear?: number;
  readonly isProtected?: boolean;
  /** Bits of the plan's tags, `101`. */
  readonly tags?: string;
}

/** Puts the ready-made plan in force with further lines and other ones at the top level. Answers its version. */
export async function givePlanWith(world: World, lines: Readonly<Record<string, string>>): Promise<number> {
  const blocks = readyMadeText('building-materials').split(/^(?=\w+:)/m);
  const rest = blocks.filter((block) => !Object.hasOwn(lines, block.slice(0, block.indexOf(':'))));
  const text = [...rest.map((block) => block.trimEnd()), ...Object.values(lines)].join('\n');
  return inTransaction(world, async (trx) => {
    const version = await addPlanVersion(trx, world.act(), text, 'a test needs it');
    await activatePlan(trx, world.act(), version);
    return version;
  });
}

/** Stores a judgement as health would, without judging anything. */
export async function judgedAs(world: World, version: number, customerId: number, judged: Judged): Promise<void> {
  const { proposed, standing = 50, amountYear = 100_000_000, isProtected = false, tags = '' } = judged;
  const at = world.clock.now();
  await sql`
    insert into judgement (customer_id, as_of, known_at, judged_at, plan_version, colour, provisional, coverage, tier,
      tier_proposed, tier_protected, standing, amount_year, indicator_values, indicator_points, tags)
    values (${customerId}, ${at}, ${at}, ${at}, ${version}, 3, false, 100, 'ordinary', ${proposed}, ${isProtected},
      ${standing}, ${amountYear}, '{}', '{}', ${tags}::text::bit varying)
    on conflict (customer_id) do update set plan_version = excluded.plan_version, tier_proposed = excluded.tier_proposed,
      tier_protected = excluded.tier_protected, standing = excluded.standing, amount_year = excluded.amount_year,
      tags = excluded.tags`.execute(world.db);
}

export function inTransaction<Result>(world: World, work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}
