import { sql } from 'kysely';
import type { ApplyContext, Changes, Chunk, ChunkCounts } from './chunk.ts';

/** The rows of a chunk (`staged`) with the customer each is about (`identity.customer_id`): what a batch is filled from. */
export function stagedWithCustomer({ importId }: ApplyContext, chunk: Chunk) {
  return sql`
    from import_staging staged
    join customer_identity identity on identity.key = staged.key and identity.scheme = 'external'
    where staged.import_id = ${importId} and staged.bucket between ${chunk.firstBucket} and ${chunk.lastBucket}`;
}

/** The member of staff with this e-mail address or name; null when there is none. */
export function memberNamed(text: ReturnType<typeof sql>) {
  return sql`(select id from member where (member.email = lower(${text}) or member.name = ${text}) and member.left_at is null order by id limit 1)`;
}

/** Counts of one set as counts of rows. A later round changes customers that an earlier one counted: rows, not records. */
export function counted(kind: string, changes: Changes, isLaterRound = false): ChunkCounts {
  const { created, updated, unchanged } = changes;
  return {
    rows: { created, updated, unchanged, failed: 0, skipped: 0 },
    records: isLaterRound ? {} : { [kind]: { created, updated, unchanged } },
  };
}
