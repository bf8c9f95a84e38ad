import { z } from 'zod';

/** When something was written on a phone without a signal, by that phone's clock. */
export const recordedOffline = z
  .strictObject({ at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)) })
  .optional();

/** A competitor heard of at any contact: what, and who where it is known. */
export const competitorFields = {
  competitorSignal: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullish(),
  competitor: z.string().trim().min(1).max(100).nullish(),
};
