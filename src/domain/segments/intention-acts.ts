import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { newId } from '../../kernel/ids.ts';
import { record as audit } from '../audit/audit.ts';
import { readIntentions } from './queries.ts';
import { requireSegment } from './standing-queries.ts';

/** Writes down what we do for a segment's customers; an empty text takes it back. The same text again changes nothing. */
export async function setStrategy(trx: Trx, act: Act, key: string, text: string): Promise<void> {
  await requireSegment(trx, key);
  const { strategies } = await readIntentions(trx);
  if ((strategies.get(key)?.text ?? '') === text) return;
  const row = { segment_key: key, id: newId(act.at), text, author_id: act.memberId, since: act.at };
  await trx.insertInto('segment_strategy').values(row).execute();
  await audit(trx, act, { action: 'changed', subject: 'segment_strategy', subjectId: key });
}

/** Marks a segment as one we mean to work on; marking it again says why anew. */
export async function markTarget(trx: Trx, act: Act, key: string, reason: string): Promise<void> {
  await requireSegment(trx, key);
  const row = { reason, marked_by: act.memberId, marked_at: act.at };
  await trx
    .insertInto('segment_target')
    .values({ segment_key: key, ...row })
    .onConflict((conflict) => conflict.column('segment_key').doUpdateSet(row))
    .execute();
  await audit(trx, act, { action: 'marked', subject: 'segment', subjectId: key, details: { reason } });
}

/** Takes the mark of a target back. */
export async function unmarkTarget(trx: Trx, act: Act, key: string): Promise<void> {
  const { numDeletedRows } = await trx.deleteFrom('segment_target').where('segment_key', '=', key).executeTakeFirst();
  if (numDeletedRows > 0n) await audit(trx, act, { action: 'unmarked', subject: 'segment', subjectId: key });
}
