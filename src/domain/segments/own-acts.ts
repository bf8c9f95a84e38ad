import type { Trx } from '../../database/connect.ts';
import type { Act } from '../../kernel/act.ts';
import {
  activePlan,
  addOwnSegment,
  changeOwnSegment,
  filePlanOf,
  type SegmentWish,
  withdrawOwnSegment,
} from '../plans/plans.ts';

/** Adds a segment of our own beside those of the plan in force; answers its key. Throws `segment_invalid`. */
export async function addSegment(trx: Trx, act: Act, wish: SegmentWish): Promise<string> {
  return addOwnSegment(trx, act, filePlanOf(await activePlan(trx)), wish);
}

/** Says a segment of our own anew. Throws `segment_unknown`, `segment_invalid`. */
export async function changeSegment(trx: Trx, act: Act, wish: SegmentWish & { readonly key: string }): Promise<void> {
  await changeOwnSegment(trx, act, filePlanOf(await activePlan(trx)), wish);
}

/** Takes a segment of our own back. Throws `segment_unknown`, `segment_in_use`. */
export async function withdrawSegment(
  trx: Trx,
  act: Act,
  wish: { readonly key: string; readonly reason: string },
): Promise<void> {
  await withdrawOwnSegment(trx, act, filePlanOf(await activePlan(trx)), wish);
}
