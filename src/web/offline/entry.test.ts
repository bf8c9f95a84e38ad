import { describe, expect, it } from 'vitest';
import { corrected, type Entry, nextEntry, type Sending, textsOf, withFollowers } from './entry.ts';

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
