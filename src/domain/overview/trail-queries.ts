import { sql } from 'kysely';
import type { Db } from '../../database/connect.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';
import type { AuditDetails } from '../audit/audit.ts';

/** What of the audit log somebody wants to see: what was carried away, whose numbers were looked at, alarms of that. */
export const TRAILS = ['exported', 'revealed', 'alarmed', 'claimed', 'released', 'merged'] as const;
export type TrailAction = (typeof TRAILS)[number];

/** One line of the audit log with the names that make it readable. */
export interface TrailEntry {
  readonly id: string;
  readonly at: Date;
  readonly action: TrailAction;
  readonly subject: string;
  readonly subjectId: string | null;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly customer: { readonly publicId: string; readonly name: string } | null;
  readonly details: AuditDetails;
}

/** Who carried what away or looked at whose number, newest first. */
export async function readTrail(
  db: Db,
  wish: PageQuery & { readonly action?: TrailAction; readonly memberId?: string },
): Promise<Page<TrailEntry>> {
  const chosen = sql`
    from audit_entry entry
    where entry.action = any(${wish.action === undefined ? [...TRAILS] : [wish.action]}::text[])
      and (${wish.memberId ?? null}::uuid is null or entry.member_id = ${wish.memberId ?? null})`;
  const { rows } = await sql<TrailEntry>`
    select entry.id, entry.at, entry.action, entry.subject, entry.subject_id as "subjectId", entry.details,
      (select jsonb_build_object('id', member.id, 'name', member.name) from member
        where member.id = entry.member_id) as "by",
      (select jsonb_build_object('publicId', customer.public_id, 'name', customer.name) from customer
        where customer.customer_id = entry.customer_id) as customer
    ${chosen}
    order by entry.at desc, entry.id desc limit ${wish.limit} offset ${wish.offset}`.execute(db);
  const { rows: counts } = await sql<{ total: number }>`select count(*) as total ${chosen}`.execute(db);
  return { items: rows, total: counts[0]?.total ?? 0 };
}
