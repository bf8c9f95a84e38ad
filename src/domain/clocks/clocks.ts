import { sql } from 'kysely';
import type { Db, Trx } from '../../database/connect.ts';
import type { Act, Clock } from '../../kernel/act.ts';
import { AppError } from '../../kernel/errors.ts';
import { parseNotice } from '../../kernel/holiday-notice.ts';
import { newId } from '../../kernel/ids.ts';
import { formatDay, localDay, parseDay } from '../../kernel/time.ts';
import {
  dueAt as dueOn,
  type Limit,
  OFFICE_PERIODS,
  type WorkingCalendar,
  type WorkingMoment,
} from '../../kernel/working-time.ts';
import type { SeasonSpan } from '../../scoring/seasons.ts';
import { record as audit } from '../audit/audit.ts';
import { findActivePlan } from '../plans/plans.ts';
import { recordingMoment } from '../timeline/timeline.ts';
import { publishCalendarChanged, publishSeasonsChanged } from './announcing-jobs.ts';
import {
  type ArrangedDay,
  baseDays,
  calendarOf,
  checkPeriods,
  EVERY_DAY,
  isYearProvisional,
  type KeptCalendar,
  type PeriodOfWeek,
  yearToAnnounce,
} from './calendar.ts';

/** Before a plan says it. */
const FIRST_ZONE = 'Asia/Shanghai';

/** The working calendar as the company keeps it, for everything that is due. */
export async function loadCalendar(db: Db): Promise<WorkingCalendar> {
  return calendarOf(await readKept(db));
}

/** When a limit that begins at `at` ends, on the company's calendar, and whether a year not yet announced decides it. */
export async function dueAt(db: Db, at: Date, limit: Limit, zone: string): Promise<WorkingMoment> {
  return dueOn(at, limit, await loadCalendar(db), zone);
}

async function readKept(db: Db): Promise<KeptCalendar> {
  const { rows } = await sql<{
    days: { day: string; works: boolean; source: 'announced' | 'company' }[];
    years: number[];
    periods: PeriodOfWeek[];
  }>`
    select
      (select coalesce(json_agg(json_build_object('day', day, 'works', works, 'source', source)), '[]')
        from working_day) as days,
      (select coalesce(json_agg(year), '[]') from working_year) as years,
      (select coalesce(json_agg(json_build_object('weekday', weekday, 'from', from_minute, 'to', to_minute)
          order by weekday, from_minute), '[]')
        from working_period) as periods`.execute(db);
  const [kept] = rows;
  return {
    days: (kept?.days ?? []).map((each) => ({ ...each, day: parseDay(each.day) })),
    years: kept?.years ?? [],
    periods: kept?.periods ?? [],
  };
}

/** A year as its page shows it. */
export interface CalendarYear {
  readonly year: number;
  readonly provisional: boolean;
  readonly announcedAt: Date | null;
  /** Days that are not what their weekday says, each once. */
  readonly days: readonly ArrangedDay[];
  /** The hours of the week, without a row for a weekday whose hours are those of every day. */
  readonly periods: readonly PeriodOfWeek[];
  /** The year whose notice ought to be entered by now. */
  readonly toAnnounce: number | null;
}

/** A year of the calendar; `toAnnounce` as of the clock's today. */
export async function calendarYear(db: Db, clock: Clock, year: number): Promise<CalendarYear> {
  const kept = await readKept(db);
  const calendar = calendarOf(kept);
  const active = await findActivePlan(db);
  const said = await db
    .selectFrom('working_day')
    .select(['day', 'works', 'name', 'source'])
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .orderBy('day')
    .orderBy('source')
    .execute();
  const announcement = await db
    .selectFrom('working_year')
    .select('announced_at')
    .where('year', '=', year)
    .executeTakeFirst();
  const today = localDay(clock.now().getTime(), active?.plan.timezone ?? FIRST_ZONE);
  return {
    year,
    provisional: isYearProvisional(year, calendar),
    announcedAt: announcement?.announced_at ?? null,
    days: winning([...baseDays(year), ...(said as ArrangedDay[])]),
    periods: weekOf(kept.periods),
    toAnnounce: yearToAnnounce(today, calendar),
  };
}

/** Of what is said of a day the last word: base, announced, company. */
function winning(days: readonly ArrangedDay[]): ArrangedDay[] {
  const order = { base: 0, announced: 1, company: 2 };
  const byDay = new Map<string, ArrangedDay>();
  for (const each of days.toSorted((left, right) => order[left.source] - order[right.source]))
    byDay.set(each.day, each);
  return [...byDay.values()].sort((left, right) => (left.day < right.day ? -1 : 1));
}

/** The kept hours; those of every day are the program's own until somebody says others. */
function weekOf(periods: readonly PeriodOfWeek[]): readonly PeriodOfWeek[] {
  if (periods.some(({ weekday }) => weekday === EVERY_DAY)) return periods;
  return [...periods, ...OFFICE_PERIODS.map((period) => ({ ...period, weekday: EVERY_DAY }))];
}

/** Says of one day that the company works on it or not, whatever the notice says. */
export async function arrangeDay(
  trx: Trx,
  act: Act,
  { day, works, name }: { day: string; works: boolean; name: string },
): Promise<void> {
  const row = { day, source: 'company' as const, works, name, entered_at: act.at, entered_by: act.memberId };
  const { numInsertedOrUpdatedRows: changed = 0n } = await trx
    .insertInto('working_day')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'source'])
        .doUpdateSet(row)
        .where(({ or, eb }) => or([eb('working_day.works', '!=', works), eb('working_day.name', '!=', name)])),
    )
    .executeTakeFirstOrThrow();
  if (changed > 0n) await tell(trx, act, 'arranged', day, { works });
}

/** Takes back what the company said of a day: the notice holds again. */
export async function releaseDay(trx: Trx, act: Act, day: string): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('working_day')
    .where('day', '=', day)
    .where('source', '=', 'company')
    .executeTakeFirstOrThrow();
  if (numDeletedRows > 0n) await tell(trx, act, 'released', day, {});
}

/**
 * Enters the notice of a year: its days replace those of an earlier entry, and the year counts as announced. Refuses a
 * text with a line that is not understood, or a day of another year.
 */
export async function enterNotice(trx: Trx, act: Act, year: number, text: string): Promise<{ days: number }> {
  const { days, problems } = parseNotice(text, year);
  const [problem] = problems;
  if (problem !== undefined) throw new AppError('notice_line_unclear', { ...problem, count: problems.length });
  if (days.length === 0) throw new AppError('notice_empty', { year });
  const stray = days.find(({ day }) => !formatDay(day).startsWith(String(year)));
  if (stray !== undefined) throw new AppError('notice_of_other_year', { year, day: formatDay(stray.day) });
  await sql`
    delete from working_day where source = 'announced'
      and day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`.execute(trx);
  await sql`
    insert into working_day (day, source, works, name, entered_at, entered_by)
    select day, 'announced', works, name, ${act.at}, ${act.memberId}
    from unnest(${days.map(({ day }) => formatDay(day))}::date[], ${days.map(({ works }) => works)}::boolean[],
      ${days.map(({ name }) => name)}::text[]) as given (day, works, name)`.execute(trx);
  await sql`
    insert into working_year (year, announced_at, announced_by) values (${year}, ${act.at}, ${act.memberId})
    on conflict (year) do update set announced_at = excluded.announced_at, announced_by = excluded.announced_by`.execute(
    trx,
  );
  await tell(trx, act, 'announced', String(year), { days: days.length });
  return { days: days.length };
}

/** Says when people work: all periods of the week at once. */
export async function arrangeHours(trx: Trx, act: Act, periods: readonly PeriodOfWeek[]): Promise<void> {
  checkPeriods(periods);
  await trx.deleteFrom('working_period').execute();
  if (periods.length > 0) {
    const rows = periods.map(({ weekday, from, to }) => ({ weekday, from_minute: from, to_minute: to }));
    await trx.insertInto('working_period').values(rows).execute();
  }
  await tell(trx, act, 'arranged', 'hours', { periods: periods.length });
}

async function tell(
  trx: Trx,
  act: Act,
  action: string,
  subjectId: string,
  details: Record<string, number | boolean>,
): Promise<void> {
  await audit(trx, act, { action, subject: 'calendar', subjectId, details });
  await publishCalendarChanged(trx);
}

/** A span of slow trade with who knew it when. */
export interface KeptSpan {
  readonly id: string;
  readonly name: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly weight: number;
  readonly regions: readonly string[];
  readonly recordedAt: Date;
  readonly recordedBy: string | null;
  readonly withdrawnAt: Date | null;
}

const SPANS_SHOWN_MAX = 500;

/** The newest spans first, those withdrawn too. */
export async function listSpans(db: Db): Promise<KeptSpan[]> {
  const { rows } = await sql<KeptSpan>`
    select span.id, span.name, from_on as "fromOn", to_on as "toOn", weight, regions, recorded_at as "recordedAt",
      member.name as "recordedBy", withdrawn_at as "withdrawnAt"
    from season_span span
    left join season_span_withdrawal on span_id = span.id
    left join member on member.id = span.recorded_by
    order by from_on desc, span.id desc limit ${SPANS_SHOWN_MAX}`.execute(db);
  return rows;
}

/** The spans that were known at a moment: recorded by then and not yet withdrawn. In the order in which they came. */
export async function spansKnownAt(db: Db, knownAt: Date): Promise<SeasonSpan[]> {
  const { rows } = await sql<{ fromOn: string; toOn: string; weight: number; regions: string[] }>`
    select from_on as "fromOn", to_on as "toOn", weight, regions
    from season_span
    where recorded_at <= ${knownAt} and not exists (
      select from season_span_withdrawal where span_id = season_span.id and withdrawn_at <= ${knownAt})
    order by recorded_at, id`.execute(db);
  return rows.map(({ fromOn, toOn, weight, regions }) => ({
    fromDay: parseDay(fromOn),
    toDay: parseDay(toOn),
    weight,
    regions,
  }));
}

export interface NewSpan {
  readonly name: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly weight: number;
  readonly regions: readonly string[];
}

/** Keeps a span; from now on scores know it. The same span again is the one that stands. Answers its id. */
export async function addSpan(trx: Trx, act: Act, span: NewSpan): Promise<string> {
  if (span.toOn < span.fromOn) throw new AppError('season_span_reversed', { from: span.fromOn, to: span.toOn });
  const { name, fromOn, toOn, weight } = span;
  const regions = [...new Set(span.regions)].sort();
  const { rows } = await sql<{ id: string }>`
    select id from season_span
    where name = ${name} and from_on = ${fromOn}::date and to_on = ${toOn}::date and weight = ${weight}
      and regions = ${regions}::text[]
      and not exists (select from season_span_withdrawal where span_id = season_span.id)`.execute(trx);
  const [known] = rows;
  if (known) return known.id;
  const recordedAt = await recordingMoment(trx, act.clock);
  const id = newId(recordedAt);
  const row = { id, name, from_on: fromOn, to_on: toOn, weight, regions };
  await trx
    .insertInto('season_span')
    .values({ ...row, recorded_at: recordedAt, recorded_by: act.memberId })
    .execute();
  await audit(trx, act, { action: 'added', subject: 'season_span', subjectId: id, details: { weight, regions } });
  await publishSeasonsChanged(trx);
  return id;
}

/** A span no longer holds; what was judged while it was known stays explained by it. */
export async function withdrawSpan(trx: Trx, act: Act, id: string): Promise<void> {
  const known = await trx.selectFrom('season_span').select('id').where('id', '=', id).executeTakeFirst();
  if (!known) throw new AppError('not_found', { what: 'season_span' });
  const withdrawnAt = await recordingMoment(trx, act.clock);
  const { numInsertedOrUpdatedRows: withdrawn = 0n } = await trx
    .insertInto('season_span_withdrawal')
    .values({ span_id: id, withdrawn_at: withdrawnAt, withdrawn_by: act.memberId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (withdrawn === 0n) return;
  await audit(trx, act, { action: 'withdrew', subject: 'season_span', subjectId: id });
  await publishSeasonsChanged(trx);
}
