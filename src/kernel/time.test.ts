import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import * as time from './time.ts';

const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'America/Sao_Paulo'];
const instants = fc.integer({ min: Date.UTC(1960, 0, 1), max: Date.UTC(2060, 0, 1) });

test('the local day, its start and its end agree with Temporal in every zone', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(...ZONES), (instantMs, zone) => {
      const exact = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone);
      const day = time.localDay(instantMs, zone);
      expect(time.formatDay(day)).toBe(exact.toPlainDate().toString());
      expect(time.localDayOf(zone)(instantMs)).toBe(day);
      expect(time.dayStart(day, zone).getTime()).toBe(exact.startOfDay().epochMilliseconds);
      expect(time.dayEnd(day, zone).getTime()).toBeGreaterThanOrEqual(instantMs);
    }),
    { numRuns: 400 },
  );
});

test('an instant exactly on a change of the clock belongs to what follows', () => {
  const change = Date.UTC(2026, 2, 8, 7);
  expect(time.offsetAt(change, 'America/New_York')).toBe(-4 * time.HOUR_MS);
  expect(time.offsetAt(change - 1, 'America/New_York')).toBe(-5 * time.HOUR_MS);
});

test('days are read and written strictly', () => {
  expect(time.formatDay(time.parseDay('2026-02-28'))).toBe('2026-02-28');
  for (const text of ['2026-02-29', '2026-13-01', '26-1-1', '2026/01/01', '']) {
    expect(() => time.parseDay(text)).toThrow(/is not a date/);
  }
  expect(() => time.checkZone('Mars/Olympus')).toThrow(/Unknown time zone/);
});

test('months count from January 1970 and keep the day where it exists', () => {
  expect(time.monthIndex(time.parseDay('1970-01-31'))).toBe(0);
  expect(time.formatDay(time.monthStart(time.monthIndex(time.parseDay('2026-11-23'))))).toBe('2026-11-01');
  expect(time.formatDay(time.addMonths(time.parseDay('2026-01-31'), 1))).toBe('2026-02-28');
  expect(time.formatDay(time.addMonths(time.parseDay('2026-01-31'), -2))).toBe('2025-11-30');
  expect(time.weekday(time.parseDay('2026-11-23'))).toBe(0);
});

test('the month of a day is that of the calendar, for 400 years', () => {
  fc.assert(
    fc.property(fc.integer({ min: -80_000, max: 80_000 }), (day) => {
      const date = new Date(day * time.DAY_MS);
      expect(time.monthIndex(day)).toBe((date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth());
      expect(time.monthStart(time.monthIndex(day))).toBe(day - date.getUTCDate() + 1);
    }),
    { numRuns: 2_000 },
  );
});
