import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import { openProductBatch, recordProductBatch } from '../products/products.ts';
import type { ApplyContext, Chunk, ChunkCounts } from './chunk.ts';
import { counted } from './staged-acts.ts';

/** One chunk of products, by their codes. */
export async function applyProducts(trx: Trx, act: Act, context: ApplyContext, chunk: Chunk): Promise<ChunkCounts> {
  await openProductBatch(trx);
  await sql`
    insert into product_batch (row_no, code, name, category, parent_category, spec, unit)
    select row_no, key, details ->> 'productName', details ->> 'category', details ->> 'parentCategory', details ->> 'spec',
      details ->> 'unit'
    from import_staging
    where import_id = ${context.importId} and bucket between ${chunk.firstBucket} and ${chunk.lastBucket}`.execute(trx);
  return counted('products', await recordProductBatch(trx, act, context.recording));
}

/** For a dry run: what is known of the products of a chunk. */
export const knownProducts = (staged: RawBuilder<unknown>) => sql`
  select staged.row_no, jsonb_build_object('productName', product.name, 'category', category.name, 'spec', spec, 'unit', unit)
  from (${staged}) as staged
  join product on product.code = staged.key
  left join category on category.id = product.category_id`;
