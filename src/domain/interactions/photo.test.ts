import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jpegFrame, pngPicture, webpFrame } from '../../../test/pictures.ts';
import { cleanPhoto, PHOTO_SIDE_MAX } from './photo.ts';

const SECRET = '<script>alert(1)</script> 31.2304N 121.4737E';

function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('latin1');
}

describe('a photo', () => {
  it.each([
    [
      'jpeg',
      jpegFrame(640, 480, [
        [0xe1, `Exif\0\0${SECRET}`],
        [0xfe, SECRET],
        [0xe0, `JFIF\0${SECRET}`],
      ]),
    ],
    [
      'png',
      pngPicture(640, 480, [
        ['eXIf', SECRET],
        ['tEXt', SECRET],
        ['iTXt', SECRET],
      ]),
    ],
    [
      'webp',
      webpFrame(640, 480, [
        ['EXIF', SECRET],
        ['XMP ', SECRET],
      ]),
    ],
  ] as const)('%s keeps the picture and nothing else', (kind, bytes) => {
    const photo = cleanPhoto(Buffer.concat([bytes, Buffer.from(SECRET)]));
    expect(photo).toMatchObject({ kind, width: 640, height: 480 });
    expect(textOf(photo?.bytes)).not.toContain('alert');
    expect(cleanPhoto(photo?.bytes ?? new Uint8Array())).toEqual(photo);
  });

  it.each([
    ['a page', Buffer.from('<!doctype html><script>1</script>')],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00')],
    ['a JPEG that ends early', jpegFrame(10, 10).subarray(0, 20)],
    ['a PNG that ends early', pngPicture().subarray(0, 40)],
    ['a PNG that claims more', pngPicture(PHOTO_SIDE_MAX + 1, 1)],
    ['a JPEG without a side', jpegFrame(0, 10)],
    ['a moving WebP', webpFrame(2, 2, [['ANMF', 'x']])],
    ['nothing', Buffer.alloc(0)],
  ] as const)('is not %s', (_what, bytes) => {
    expect(cleanPhoto(bytes)).toBeNull();
  });

  it('never fails on broken bytes, and what passes stays as it is', () => {
    const whole = fc.constantFrom(jpegFrame(9, 9, [[0xe1, 'x']]), pngPicture(), webpFrame(9, 9, [['EXIF', 'x']]));
    const broken = fc.tuple(whole, fc.nat(90), fc.nat(255), fc.nat(90)).map(([bytes, at, value, cut]) => {
      const copy = Buffer.from(bytes.subarray(0, bytes.length - (cut > 60 ? cut - 60 : 0)));
      copy[at % copy.length] = value;
      return copy;
    });
    expect(() =>
      fc.assert(
        fc.property(broken, (bytes) => {
          const photo = cleanPhoto(bytes);
          if (photo !== null) expect(cleanPhoto(photo.bytes)).toEqual(photo);
        }),
        { numRuns: 2_000 },
      ),
    ).not.toThrow();
  });
});
