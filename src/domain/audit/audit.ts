import type { Db, Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { assert } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Page, PageQuery } from '../../kernel/pages.ts';

/** Small facts about a change: counts, keys of changed fields, codes. Never a secret, never personal data. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface AuditNote {
  /** What was done, as a verb in the past: `created`, `changed`, `exported`, `signed_in`. */
  readonly action: string;
  /** To what kind of thing: `customer`, `plan`, `member`. */
  readonly subject: string;
  /** Which one: its id as the outside knows it (a customer's public id). */
  readonly subjectId?: string | null;
  readonly customerId?: number | null;
  /** The network address the act came from, where that matters. */
  readonly address?: string | null;
  readonly details?: AuditDetails;
}

/** One line of the audit log. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly memberId: string | null;
  readonly action: string;
  readonly subject: string;
  readonly subjectId: string | null;
  readonly address: string | null;
  readonly details: AuditDetails;
}

export interface AuditFilter extends PageQuery {
  readonly memberId?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly subjectId?: string;
  /** From this instant on. */
  readonly since?: Date;
  /** Before this instant. */
  readonly before?: Date;
}

/** Pages are counted no further; who needs older entries narrows the time. */
const ENTRIES_COUNTED_MAX = 10_000;
const DETAILS_CHARACTERS_MAX = 4_000;
const SECRET_KEY = /password|token|secret|cookie|email|phone/i;

/** Writes one entry in the transaction of the change itself, so that neither is ever without the other. */
export async function record(trx: Trx, act: Act, note: AuditNote): Promise<void> {
  const details = checkedDetails(note.details ?? {});
  await trx
    .insertInto('audit_entry')
    .values({
      id: newId(act.at),
      at: act.at,
      member_id: act.memberId,
      action: note.action,
      subject: note.subject,
      subject_id: note.subjectId ?? null,
      customer_id: note.customerId ?? null,
      address: note.address ?? null,
      details,
    })
    .execute();
}

function checkedDetails(details: AuditDetails): string {
  const secret = Object.keys(details).find((key) => SECRET_KEY.test(key));
  assert(secret === undefined, `the audit log keeps no secrets and no personal data, but is given "${secret}"`);
  const text = JSON.stringify(details);
  assert(text.length <= DETAILS_CHARACTERS_MAX, 'the details of an audit entry are small: counts and keys');
  return text;
}

/** The newest entries first. */
export async function listEntries(db: Db, filter: AuditFilter): Promise<Page<AuditEntry>> {
  const found = matching(db, filter);
  const rows = await found
    .select(['id', 'at', 'member_id', 'action', 'subject', 'subject_id', 'address', 'details'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  const counted = await db
    .selectFrom(found.select('id').limit(ENTRIES_COUNTED_MAX).as('entry'))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { items: rows.map(entryOf), total: counted.total, totalIsCapped: counted.total === ENTRIES_COUNTED_MAX };
}

function matching(db: Db, { memberId, action, subject, subjectId, since, before }: AuditFilter) {
  return db
    .selectFrom('audit_entry')
    .$if(memberId !== undefined, (query) => query.where('member_id', '=', memberId ?? null))
    .$if(action !== undefined, (query) => query.where('action', '=', action ?? ''))
    .$if(subject !== undefined, (query) => query.where('subject', '=', subject ?? ''))
    .$if(subjectId !== undefined, (query) => query.where('subject_id', '=', subjectId ?? ''))
    .$if(since !== undefined, (query) => query.where('at', '>=', since ?? new Date(0)))
    .$if(before !== undefined, (query) => query.where('at', '<', before ?? new Date(0)));
}

interface EntryRow {
  readonly id: string;
  readonly at: Date;
  readonly member_id: string | null;
  readonly action: string;
  readonly subject: string;
  readonly subject_id: string | null;
  readonly address: string | null;
  readonly details: unknown;
}

function entryOf({ id, at, member_id, action, subject, subject_id, address, details }: EntryRow): AuditEntry {
  const known = details as AuditDetails;
  return { id, at, memberId: member_id, action, subject, subjectId: subject_id, address, details: known };
}
