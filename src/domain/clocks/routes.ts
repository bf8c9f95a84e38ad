import { z } from 'zod';
import { route } from '../../http/route.ts';
import {
  addSpan,
  arrangeDay,
  arrangeHours,
  calendarYear,
  enterNotice,
  listSpans,
  releaseDay,
  withdrawSpan,
} from './clocks.ts';

const NAME_CHARACTERS_MAX = 60;
const NOTICE_CHARACTERS_MAX = 20_000;
const PERIODS_MAX = 60;
const REGIONS_MAX = 40;

const year = z.coerce.number().int().min(1990).max(2100);
const yearParams = z.strictObject({ year });
const dayParams = z.strictObject({ day: z.iso.date() });
const name = z.string().trim().max(NAME_CHARACTERS_MAX);
const period = z.strictObject({
  weekday: z.int().min(0).max(7),
  from: z.int().min(0).max(1_439),
  to: z.int().min(1).max(2_880),
});
const span = {
  name: z.string().trim().min(1).max(NAME_CHARACTERS_MAX),
  fromOn: z.iso.date(),
  toOn: z.iso.date(),
  weight: z.number().min(0).max(1),
  regions: z.array(z.string().trim().min(1).max(NAME_CHARACTERS_MAX)).max(REGIONS_MAX),
};

const calendarReply = z
  .object({
    year: z.int(),
    provisional: z.boolean(),
    announcedAt: z.date().nullable(),
    days: z.array(
      z.object({
        day: z.iso.date(),
        works: z.boolean(),
        name: z.string(),
        source: z.enum(['base', 'announced', 'company']),
      }),
    ),
    periods: z.array(z.object({ weekday: z.int(), from: z.int(), to: z.int() })),
    toAnnounce: z.int().nullable(),
  })
  .meta({ id: 'CalendarYear' });

const spanReply = z
  .object({
    id: z.uuid(),
    ...span,
    recordedAt: z.date(),
    recordedBy: z.string().nullable(),
    withdrawnAt: z.date().nullable(),
  })
  .meta({ id: 'SeasonSpan' });

const calendars = [
  route({
    method: 'GET',
    path: '/api/calendars/:year',
    permission: 'calendars.read',
    summary: 'A year of the working calendar: days off, make-up days, working hours, and whether it is provisional',
    params: yearParams,
    reply: calendarReply,
    handle: async ({ db, act, params }) => {
      const calendar = await calendarYear(db, act.clock, params.year);
      return { ...calendar, days: [...calendar.days], periods: [...calendar.periods] };
    },
  }),
  route({
    method: 'PUT',
    path: '/api/calendars/:year/notice',
    permission: 'calendars.write',
    summary: 'Enters the notice of a year’s public holidays, as text or JSON; the year is announced from then on',
    params: yearParams,
    body: z.strictObject({ text: z.string().min(1).max(NOTICE_CHARACTERS_MAX) }),
    reply: z.object({ days: z.int() }),
    handle: ({ db, act, params, body }) =>
      db.transaction().execute((trx) => enterNotice(trx, act, params.year, body.text)),
  }),
  route({
    method: 'PUT',
    path: '/api/working-days/:day',
    permission: 'calendars.write',
    summary: 'Says that the company works on a day, or does not',
    params: dayParams,
    body: z.strictObject({ works: z.boolean(), name: name.default('') }),
    handle: ({ db, act, params, body }) =>
      db.transaction().execute((trx) => arrangeDay(trx, act, { day: params.day, ...body })),
  }),
  route({
    method: 'DELETE',
    path: '/api/working-days/:day',
    permission: 'calendars.write',
    summary: 'Takes back what the company said of a day',
    params: dayParams,
    handle: ({ db, act, params }) => db.transaction().execute((trx) => releaseDay(trx, act, params.day)),
  }),
  route({
    method: 'PUT',
    path: '/api/working-periods',
    permission: 'calendars.write',
    summary: 'Says when people work: all periods of the week at once, in minutes since midnight',
    body: z.strictObject({ items: z.array(period).max(PERIODS_MAX) }),
    handle: ({ db, act, body }) => db.transaction().execute((trx) => arrangeHours(trx, act, body.items)),
  }),
];

const seasons = [
  route({
    method: 'GET',
    path: '/api/season-spans',
    permission: 'calendars.read',
    summary: 'The spans of slow trade that the company entered, the withdrawn ones too',
    reply: z.object({ items: z.array(spanReply) }),
    handle: async ({ db }) => ({ items: await listSpans(db) }),
  }),
  route({
    method: 'POST',
    path: '/api/season-spans',
    permission: 'calendars.write',
    summary: 'Enters a span of slow trade: a weight per day, everywhere or in some regions',
    body: z.strictObject(span),
    reply: z.object({ id: z.uuid() }),
    handle: async ({ db, act, body }) => ({ id: await db.transaction().execute((trx) => addSpan(trx, act, body)) }),
  }),
  route({
    method: 'POST',
    path: '/api/season-spans/:id/withdrawal',
    permission: 'calendars.write',
    summary: 'Withdraws a span; scores of the past keep it',
    params: z.strictObject({ id: z.uuid() }),
    handle: ({ db, act, params }) => db.transaction().execute((trx) => withdrawSpan(trx, act, params.id)),
  }),
];

export const clockRoutes = [...calendars, ...seasons];
