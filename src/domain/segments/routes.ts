import { z } from 'zod';
import { route } from '../../http/route.ts';
import { colourOf } from '../../scoring/colour.ts';
import {
  addSegment,
  changeSegment,
  listSegments,
  markTarget,
  previewSegment,
  type SegmentCustomer,
  segmentPage,
  setStrategy,
  unmarkTarget,
  withdrawSegment,
} from './segments.ts';

const EXPRESSION_LENGTH_MAX = 4_000;
const STRATEGY_LENGTH_MAX = 2_000;

const person = z.object({ id: z.uuid(), name: z.string() });
const problem = z.object({
  line: z.int(),
  column: z.int(),
  length: z.int(),
  code: z.string(),
  word: z.string().nullable(),
  nearest: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
});
const customer = z.object({
  publicId: z.uuid(),
  name: z.string(),
  shortName: z.string().nullable(),
  colour: z.enum(['red', 'yellow', 'green', 'unknown']),
  score: z.number().nullable(),
  amountYear: z.int(),
});
const note = z.object({ text: z.string(), by: person.nullable(), since: z.date() });
const figure = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: z.int(),
  book: z.number().nullable(),
});
const computed = z.object({ at: z.date().nullable(), seconds: z.number().nullable(), customers: z.int().nullable() });
const book = z.object({ customers: z.int(), amountYear: z.int() }).nullable();

const segment = z.object({
  key: z.string(),
  name: z.string(),
  nameEn: z.string(),
  description: z.string(),
  descriptionEn: z.string(),
  source: z.string().nullable(),
  isOwn: z.boolean(),
  expression: z.string(),
  author: person.nullable(),
  since: z.date(),
  problem: problem.nullable(),
  members: z.int().nullable(),
  amountYear: z.int().nullable(),
  valueShare: z.number().nullable(),
  came: z.int(),
  went: z.int(),
  strategy: note.nullable(),
  target: z.object({ reason: z.string(), since: z.date(), by: person.nullable() }).nullable(),
});

const pageReply = z.object({
  segment,
  book,
  computed,
  figures: z.object({ satisfaction: figure, recommendation: figure, loyalty: figure, contribution: figure }),
  days: z.array(
    z.object({
      day: z.iso.date(),
      members: z.int(),
      amountYear: z.int(),
      came: z.int(),
      went: z.int(),
      workedOut: z.boolean(),
    }),
  ),
  moves: z.array(z.object({ day: z.iso.date(), change: z.union([z.literal(1), z.literal(-1)]), customer })),
  uses: z.array(z.string()),
  usedBy: z.array(z.string()),
  versions: z.array(
    z.object({
      version: z.int(),
      name: z.string(),
      expression: z.string().nullable(),
      reason: z.string(),
      author: person.nullable(),
      since: z.date(),
    }),
  ),
});

const previewReply = z.object({
  problems: z.array(problem),
  count: z
    .object({
      value: z.int(),
      low: z.int(),
      high: z.int(),
      exact: z.boolean(),
      looked: z.int(),
      of: z.int(),
    })
    .nullable(),
  sample: z.array(customer),
});

const expression = z.string().trim().min(1).max(EXPRESSION_LENGTH_MAX);
const reason = z.string().trim().min(2).max(500);
const wish = z.strictObject({
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().min(1).max(60).optional(),
  description: z.string().trim().max(500).optional(),
  expression,
  reason,
});
const params = z.strictObject({ key: z.string().min(1).max(80) });

function shown({ colourCode, scoreTenths, amountYear, publicId, name, shortName }: SegmentCustomer) {
  const score = scoreTenths === null ? null : Math.floor(scoreTenths / 10);
  return { publicId, name, shortName, colour: colourOf(colourCode ?? 0), score, amountYear: amountYear ?? 0 };
}

export const segmentRoutes = [
  route({
    method: 'GET',
    path: '/api/segments',
    permission: 'segments.read',
    summary:
      'The segments of the plan and our own: how many are in each, what they are worth, what is planned for them',
    reply: z.object({
      items: z.array(segment.extend({ trend: z.array(z.object({ day: z.iso.date(), members: z.int() })) })),
      book,
      computed,
    }),
    handle: ({ db, act, scope }) => listSegments(db, act.clock, scope),
  }),
  route({
    method: 'GET',
    path: '/api/segments/:key',
    permission: 'segments.read',
    summary: 'One segment: its figures, who came and went, what it said before',
    params,
    reply: pageReply,
    handle: async ({ db, act, scope, params: { key } }) => {
      const { moves, ...page } = await segmentPage(db, act.clock, key, scope);
      return { ...page, moves: moves.map((move) => ({ day: move.day, change: move.change, customer: shown(move) })) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/segment-previews',
    permission: 'segments.read',
    summary: 'Who would be in a segment of this condition: how many, and ten of them; nothing is kept',
    body: z.strictObject({ expression }),
    reply: previewReply,
    handle: async ({ db, act, scope, body }) => {
      const { sample, ...preview } = await previewSegment(db, act.clock, { ...body, scope });
      return { ...preview, sample: sample.map(shown) };
    },
  }),
  route({
    method: 'POST',
    path: '/api/segments',
    permission: 'segments.write',
    summary: 'Adds a segment of our own beside the plan’s',
    body: wish,
    reply: z.object({ key: z.string() }),
    handle: ({ db, act, body }) => db.transaction().execute(async (trx) => ({ key: await addSegment(trx, act, body) })),
  }),
  route({
    method: 'PUT',
    path: '/api/segments/:key',
    permission: 'segments.write',
    summary: 'Says a segment of our own anew; what it said before stays readable',
    params,
    body: wish,
    handle: ({ db, act, params: { key }, body }) =>
      db.transaction().execute((trx) => changeSegment(trx, act, { key, ...body })),
  }),
  route({
    method: 'POST',
    path: '/api/segments/:key/withdrawal',
    permission: 'segments.write',
    summary: 'Takes a segment of our own back; never one that another is made of',
    params,
    body: z.strictObject({ reason }),
    handle: ({ db, act, params: { key }, body }) =>
      db.transaction().execute((trx) => withdrawSegment(trx, act, { key, ...body })),
  }),
  route({
    method: 'PUT',
    path: '/api/segments/:key/strategy',
    permission: 'segments.write',
    summary: 'What we do for the customers of a segment; an empty text takes it back',
    params,
    body: z.strictObject({ text: z.string().trim().max(STRATEGY_LENGTH_MAX) }),
    handle: ({ db, act, params: { key }, body }) =>
      db.transaction().execute((trx) => setStrategy(trx, act, key, body.text)),
  }),
  route({
    method: 'PUT',
    path: '/api/segments/:key/target',
    permission: 'segments.write',
    summary: 'Marks a segment as one we mean to work on',
    params,
    body: z.strictObject({ reason }),
    handle: ({ db, act, params: { key }, body }) =>
      db.transaction().execute((trx) => markTarget(trx, act, key, body.reason)),
  }),
  route({
    method: 'DELETE',
    path: '/api/segments/:key/target',
    permission: 'segments.write',
    summary: 'Takes the mark of a target back',
    params,
    handle: ({ db, act, params: { key } }) => db.transaction().execute((trx) => unmarkTarget(trx, act, key)),
  }),
];
