import { z } from 'zod';
import { route } from '../../http/route.ts';
import { PAGE_LIMIT_MAX, pageQuery } from '../../kernel/pages.ts';
import { listSurveys, recordSurvey, surveyQuestions, surveyScales } from './surveys.ts';

const COMMENT_MAX = 4_000;
const GIVEN_MAX = 100;

export const surveyRoutes = [
  route({
    method: 'GET',
    path: '/api/customers/:publicId/survey-answers',
    permission: 'interactions.read',
    customer: true,
    summary: 'What the customer answered when asked, newest first',
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).optional(),
      offset: z.coerce.number().int().min(0).optional(),
    }),
    reply: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          question: z.enum(surveyQuestions),
          scale: z.enum(surveyScales),
          given: z.int(),
          score: z.int(),
          comment: z.string(),
          contact: z.object({ id: z.uuid(), name: z.string() }).nullable(),
          answeredAt: z.date(),
        }),
      ),
      total: z.int(),
    }),
    handle: ({ customerId, query, db }) => listSurveys(db, customerId, pageQuery(query)),
  }),
  route({
    method: 'POST',
    path: '/api/customers/:publicId/survey-answers',
    permission: 'interactions.write',
    customer: true,
    summary: 'Records an answer: recommendation on 0–10; satisfaction and effort as a share of the highest answer',
    body: z.strictObject({
      question: z.enum(surveyQuestions),
      scale: z.enum(surveyScales),
      given: z.int().min(0).max(GIVEN_MAX),
      comment: z.string().trim().max(COMMENT_MAX).optional(),
      externalId: z.string().trim().min(1).max(100).nullish(),
      contactId: z.uuid().nullish(),
      answeredAt: z.iso
        .datetime({ offset: true })
        .transform((text) => new Date(text))
        .optional(),
    }),
    reply: z.object({ id: z.uuid() }),
    handle: ({ customerId, body, act, db }) =>
      db.transaction().execute(async (trx) => ({ id: await recordSurvey(trx, act, customerId, body) })),
  }),
];
