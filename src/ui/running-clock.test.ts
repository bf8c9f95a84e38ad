import { describe, expect, it } from 'vitest';
import { readClock } from './running-clock.ts';

const startedAt = new Date('2026-11-23T01:00:00Z');
const dueAt = new Date('2026-11-24T01:00:00Z');
const limit = { startedAt, dueAt, metAt: null };

describe('a limit', () => {
  it('is ample, then near in its last quarter, then late', () => {
    expect(readClock(limit, new Date('2026-11-23T07:00:00Z'))).toMatchObject({ state: 'ample', share: 0.75 });
    expect(readClock(limit, new Date('2026-11-23T20:00:00Z')).state).toBe('near');
    expect(readClock(limit, new Date('2026-11-24T01:38:00Z'))).toEqual({
      state: 'late',
      milliseconds: 38 * 60_000,
      share: 0,
    });
  });

  it('is near in its last two hours however long it is', () => {
    const long = { ...limit, startedAt: new Date('2026-11-24T00:00:00Z'), dueAt: new Date('2026-11-24T02:00:00Z') };
    expect(readClock(long, new Date('2026-11-24T00:10:00Z')).state).toBe('near');
  });

  it('stops when met and says how long it took', () => {
    const met = { ...limit, metAt: new Date('2026-11-23T01:46:00Z') };
    expect(readClock(met, new Date('2027-01-01T00:00:00Z'))).toMatchObject({ state: 'met', milliseconds: 46 * 60_000 });
  });

  it('is paused before it is late', () => {
    expect(readClock({ ...limit, pausedFor: '等客户资料' }, new Date('2026-11-25T00:00:00Z')).state).toBe('paused');
  });
});
