import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import { formatDay, localDay } from '../../kernel/time.ts';
import type { Plan, PlanRule, Said } from '../../plan/plan.ts';
import { sayWith } from '../../plan/sentences.ts';
import type { EvidenceValue } from '../../scoring/judgement.ts';
import type { TierWay } from '../customers/customers.ts';
import { activePlan, plansOfVersions } from '../plans/plans.ts';
import { label } from './gaps.ts';
import { listChanges, readyOn } from './queries.ts';
import { type Direction, tierNamed } from './tier-move.ts';

const CHANGES_SHOWN_MAX = 10;

interface Person {
  readonly id: string;
  readonly name: string;
}

interface CardRow {
  readonly held: string | null;
  readonly since: Date | null;
  readonly change: {
    readonly way: TierWay;
    readonly reason: string;
    readonly said: Said | null;
    readonly by: Person | null;
  } | null;
  readonly proposal: {
    readonly id: string;
    readonly to: string;
    readonly direction: Direction;
    readonly said: Said;
    readonly since: string;
    readonly isRipe: boolean;
  } | null;
  readonly word: {
    readonly id: string;
    readonly tier: string;
    readonly reason: string;
    readonly reviewOn: string;
    readonly madeAt: string;
    readonly by: Person | null;
  } | null;
  readonly isProtected: boolean | null;
  readonly standing: number | null;
  readonly planVersion: number | null;
  readonly rfm: number | null;
  readonly rfmClass: string | null;
  readonly classes: readonly (string | null)[] | null;
  readonly badges: string | null;
  readonly insights:
    | readonly { readonly key: string; readonly evidence: Readonly<Record<string, EvidenceValue>> }[]
    | null;
}

/** Everything that the plan says this customer is, and how it came to be so. */
export async function tierCard(db: Db, at: Date, customerId: number) {
  const { plan } = await activePlan(db);
  const row = await readCard(db, customerId);
  const judgedBy = (await plansOfVersions(db, row.planVersion === null ? [] : [row.planVersion])).get(
    row.planVersion ?? 0,
  );
  const scope = { kind: 'all' } as const;
  const changes = await listChanges(db, { scope, customerId, limit: CHANGES_SHOWN_MAX, offset: 0 });
  const tier = plan.tiers.find(({ key }) => key === row.held);
  return {
    tier: tierNamed(plan, row.held),
    ...{ since: row.since, change: row.change, standing: row.standing, isProtected: row.isProtected ?? false },
    ...{
      sponsor: tier?.sponsor ?? null,
      review: tier?.review ?? null,
      entitlements: (tier?.entitlements ?? []).map(label),
    },
    tiers: plan.tiers.map(label),
    proposal: proposalOf(plan, row),
    override: overrideOf(plan, row, formatDay(localDay(at.getTime(), plan.timezone))),
    ...classesOf(judgedBy ?? plan, row),
    changes: changes.items,
  };
}

async function readCard(db: Db, customerId: number): Promise<CardRow> {
  const person = (column: string) => sql`(
    select jsonb_build_object('id', member.id, 'name', member.name) from member where member.id = ${sql.ref(column)})`;
  const { rows } = await sql<CardRow>`
    select customer.tier as held, customer.tier_set_at as since, (
        select jsonb_build_object('way', way, 'reason', reason, 'said', said, 'by', ${person('change.decided_by')})
        from customer_tier_change change where change.customer_id = customer.customer_id
        order by number desc limit 1) as change, (
        select jsonb_build_object('id', id, 'to', to_tier, 'direction', direction, 'said', said, 'since', since,
          'isRipe', ripe_at is not null)
        from tier_proposal where tier_proposal.customer_id = customer.customer_id and ended_at is null) as proposal, (
        select jsonb_build_object('id', word.id, 'tier', word.tier, 'reason', word.reason, 'reviewOn', review_on, 'madeAt', made_at,
          'by', ${person('word.made_by')})
        from tier_override word where word.customer_id = customer.customer_id and ended_at is null) as word,
      tier_protected as "isProtected", standing, plan_version as "planVersion", rfm, rfm_class as "rfmClass", classes,
      badges::text, insights
    from customer left join judgement on judgement.customer_id = customer.customer_id
    where customer.customer_id = ${customerId}`.execute(db);
  return rows[0];
}

function proposalOf(plan: Plan, { proposal, word }: CardRow) {
  if (proposal === null) return null;
  return {
    ...proposal,
    to: tierNamed(plan, proposal.to),
    readyOn: readyOn(plan, proposal, word?.reviewOn ?? null),
  };
}

function overrideOf(plan: Plan, { word }: CardRow, today: string) {
  return word && { ...word, tier: tierNamed(plan, word.tier), isDue: word.reviewOn <= today };
}

/** What else the judged plan says: its classes in each scheme, RFM, badges, insights. */
function classesOf(plan: Plan, row: CardRow) {
  const named = (rules: readonly PlanRule[], key: string | null | undefined) => {
    const rule = rules.find((each) => each.key === key);
    return rule ? label(rule) : null;
  };
  return {
    classes: plan.schemes.map((scheme, place) => ({
      scheme: label(scheme),
      class: named(scheme.classes, row.classes?.[place]),
    })),
    rfm: row.rfm === null ? null : { ...pointsOf(row.rfm), class: named(plan.rfm?.classes ?? [], row.rfmClass) },
    badges: plan.badges.filter((_, place) => row.badges?.[place] === '1').map(label),
    insights: plan.insights.flatMap((insight) => {
      const found = row.insights?.find(({ key }) => key === insight.key);
      if (!found) return [];
      const say = (said: Said): Said => ({
        zh: sayWith(said.zh, found.evidence, 'zh'),
        en: sayWith(said.en, found.evidence, 'en'),
      });
      return [{ ...label(insight), says: say(insight.says), suggests: insight.suggests && say(insight.suggests) }];
    }),
  };
}

/** 543 is recency 5, frequency 4, monetary 3. */
function pointsOf(rfm: number) {
  return { recency: Math.floor(rfm / 100), frequency: Math.floor(rfm / 10) % 10, monetary: rfm % 10 };
}
