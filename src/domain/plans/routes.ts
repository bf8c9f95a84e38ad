import { z } from 'zod';
import { route } from '../../http/route.ts';
import { activePlan, planVersions } from './plans.ts';

const named = { key: z.string(), name: z.string(), nameEn: z.string().nullable() };
const person = z.object({ id: z.uuid(), name: z.string() });
const version = z.object({
  version: z.int(),
  name: z.string(),
  createdAt: z.date(),
  reason: z.string(),
  active: z.boolean(),
});

const planReply = z.object({
  version: z.int(),
  name: z.string(),
  nameEn: z.string().nullable(),
  text: z.string(),
  timezone: z.string(),
  currency: z.string(),
  activatedAt: z.date(),
  activatedBy: person.nullable(),
  reason: z.string(),
  tiers: z.array(z.object(named)),
  indicators: z.array(
    z.object({
      ...named,
      risk: z.string(),
      weight: z.number(),
      good: z.number().nullable(),
      bad: z.number().nullable(),
    }),
  ),
  warnings: z.array(
    z.object({
      ...named,
      level: z.int(),
      risk: z.string(),
      by: z.string(),
      within: z.object({ count: z.number(), unit: z.string() }),
    }),
  ),
  segments: z.array(z.object(named)),
  versions: z.array(version),
});

export const planRoutes = [
  route({
    method: 'GET',
    path: '/api/plan',
    permission: 'plan.read',
    summary: 'The plan in force: its text, what it says, and its versions',
    reply: planReply,
    handle: async ({ db }) => {
      const { version, text, plan, own, reason, activatedAt, activatedBy } = await activePlan(db);
      const warnings = plan.warnings.map((warning) => ({ ...warning, ...warning.act }));
      const segments = plan.segments.slice(0, plan.segments.length - own.length);
      const versions = await planVersions(db);
      return { ...plan, version, text, reason, activatedAt, activatedBy, warnings, segments, versions };
    },
  }),
];
