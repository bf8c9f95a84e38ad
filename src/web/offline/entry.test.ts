import { describe, expect, it } from 'vitest';
import {
  corrected,
  type Entry,
  FAULTS_MAX,
  nextEntry,
  type Sending,
  type Sent,
  sendWaiting,
  textsOf,
  withFollowers,
} from './entry.ts';

const WRITTEN = '2026-11-20T08:00:00.000Z';
const NOW = new Date('2026-12-20T08:00:00.000Z');

function entry(id: string, what: Sending, more: Partial<Entry> = {}): Entry {
  const customer = { publicId: 'c', name: '常州岚序' };
  return { id, memberId: 'me', customer, what, writtenAt: WRITTEN, after: null, refusal: null, ...more };
}

const call: Sending = {
  kind: 'contact',
  body: { channel: 'phone', direction: 'out', twoWay: true, outcome: 'talked' },
};
const refusal = (code: string) => ({ code, text: '…' });

describe('what waits', () => {
  const visit = entry('v', { kind: 'visit', body: {} }, { refusal: refusal('site_unknown') });
  const photo = entry('p', { kind: 'photo', visitId: 'v', photo: new Blob() }, { after: 'v' });
  const notes = entry('n', { kind: 'notes', visitId: 'v', body: { heard: '…' } }, { after: 'v' });

  it('is sent in order, but not past what it needs, nor for somebody else', () => {
    const others = entry('o', call, { memberId: 'colleague' });
    expect(nextEntry([others, visit, photo, entry('c', call)], 'me')?.id).toBe('c');
    expect(nextEntry([visit, photo, notes], 'me')).toBeUndefined();
    expect(nextEntry([photo], 'me')?.id).toBe('p');
  });

  it('goes with what hangs on it when it is given up', () => {
    expect(withFollowers([visit, photo, notes, entry('c', call)], 'v')).toEqual(['v', 'p', 'n']);
  });
});

describe('an entry over which the server breaks', () => {
  const kept = new Map<string, Entry>();
  const store = {
    all: async () => [...kept.values()],
    put: async (one: Entry) => void kept.set(one.id, one),
    remove: async (id: string) => void kept.delete(id),
  };
  const fault: Sent = { fault: refusal('internal') };

  it('holds back nothing but what needs it, and after some tries waits for a person', async () => {
    const visit = entry('v', { kind: 'visit', body: {} });
    for (const one of [visit, entry('n', { kind: 'notes', visitId: 'v', body: {} }, { after: 'v' }), entry('c', call)])
      await store.put(one);
    const sent: string[] = [];
    const send = async ({ id }: Entry): Promise<Sent> => {
      sent.push(id);
      return id === 'v' ? fault : 'done';
    };
    expect(await sendWaiting(store, 'me', send)).toBe('faulty');
    expect([sent, [...kept.keys()]]).toEqual([
      ['v', 'c'],
      ['v', 'n'],
    ]);
    for (let round = 2; round < FAULTS_MAX; round++) await sendWaiting(store, 'me', send);
    expect(kept.get('v')).toMatchObject({ refusal: null, faults: FAULTS_MAX - 1 });
    await sendWaiting(store, 'me', send);
    expect(kept.get('v')?.refusal).toEqual(refusal('internal'));
    expect(await sendWaiting(store, 'me', send)).toBe('empty');
  });

  it('goes out with its followers once somebody sends it again and the server is whole', async () => {
    await store.put(corrected(kept.get('v') ?? entry('v', call), {}, NOW));
    expect(kept.get('v')).toMatchObject({ refusal: null, faults: 0 });
    expect(await sendWaiting(store, 'me', async () => 'done')).toBe('empty');
    expect(kept.size).toBe(0);
  });
});

describe('a refused entry', () => {
  it('keeps its own time when it is corrected, unless that was the trouble', () => {
    const late = entry('c', call, { refusal: refusal('recorded_too_late') });
    expect(corrected(late, { summary: '11 月 20 日谈的' }, NOW)).toMatchObject({
      writtenAt: NOW.toISOString(),
      refusal: null,
      what: { body: { summary: '11 月 20 日谈的' } },
    });
    const other = entry('c', call, { refusal: refusal('contact_unknown') });
    expect(corrected(other, {}, NOW)).toMatchObject({ writtenAt: WRITTEN });
  });

  it('loses who or what is not there any more', () => {
    const body = { siteId: 's', place: '东门', notes: { heard: '要两车', contactIds: ['gone'] } };
    const place = entry('v', { kind: 'visit', body }, { refusal: refusal('site_unknown') });
    expect(corrected(place, {}, NOW).what).toEqual({
      kind: 'visit',
      body: { place: '东门', notes: { heard: '要两车', contactIds: ['gone'] } },
    });
    const people = entry('v', { kind: 'visit', body }, { refusal: refusal('contact_unknown') });
    expect(corrected(people, { heard: '要三车' }, NOW).what).toEqual({
      kind: 'visit',
      body: { siteId: 's', place: '东门', notes: { heard: '要三车' } },
    });
    expect(textsOf(people).map(({ text }) => text)).toEqual(['', '要两车', '']);
  });
});
