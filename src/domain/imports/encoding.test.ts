import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideEncoding, type EncodingVerdict } from './encoding.ts';

/** Encoders that Node does not have, by turning its decoders round. */
const encoders = {
  gb18030: encoderOf('gb18030', 0x81, 0xfe),
  big5: encoderOf('big5', 0xa1, 0xf9),
};

function encoderOf(encoding: string, from: number, to: number): (text: string) => Buffer {
  const decoder = new TextDecoder(encoding);
  const bytesOf = new Map<string, number[]>();
  for (let lead = from; lead <= to; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && text !== '\ufffd' && !bytesOf.has(text)) bytesOf.set(text, [lead, trail]);
    }
  }
  return (text) =>
    Buffer.from(
      [...text].flatMap((one) => (one < '\x80' ? [one.charCodeAt(0)] : (bytesOf.get(one) ?? fourBytes(one)))),
    );
}

/** GB18030 numbers all other characters beyond the BMP from 0x90308130 on. */
function fourBytes(character: string): number[] {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x10000) throw new Error(`${character} is not in this encoding`);
  const rest = code - 0x10000;
  return [
    0x90 + Math.floor(rest / 12600),
    0x30 + (Math.floor(rest / 1260) % 10),
    0x81 + (Math.floor(rest / 10) % 126),
    0x30 + (rest % 10),
  ];
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

const corpus = {
  'header only': '姓名,电话,地址',
  names: '姓名,城市\n张伟,北京\n王芳,上海\n李娜,广州\n欧阳修,成都\n',
  'mostly ascii': `id,name,amount\n${Array.from({ length: 400 }, (_, index) => `${index},customer ${index},${index * 3}`).join('\n')}\n401,深圳市华强建材有限公司,12\n`,
  'one character': `一\n${'1\n'.repeat(3)}`,
};
/** Characters of GBK that GB2312 lacks, as they are in names. */
const rare = '姓名,备注\n陶喆,李堃\n朱镕,范珅\n客户,金额\n';
const traditional = '姓名,地址\n張偉,臺北市\n陳淑芬,高雄市\n客戶,數量\n';

async function judge(bytes: Buffer, pieceBytes = 7): Promise<EncodingVerdict> {
  return decideEncoding(async function* () {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  });
}

/** The text as the verdict would read it; null when a person is asked. */
async function readBack(bytes: Buffer): Promise<string | null> {
  const verdict = await judge(bytes);
  if (verdict.kind !== 'text') return null;
  return new TextDecoder(verdict.encoding).decode(bytes);
}

describe('the encoding of a file', () => {
  for (const [name, text] of Object.entries(corpus)) {
    it(`is found for ${name} in UTF-8, with and without mark`, async () => {
      expect(await judge(Buffer.from(text))).toEqual({ kind: 'text', encoding: 'utf-8', cut: false });
      expect(await readBack(Buffer.from(`\ufeff${text}`))).toBe(text);
    });
    it(`is found for ${name} in UTF-16 with mark`, async () => {
      expect(await judge(Buffer.from(`\ufeff${text}`, 'utf16le'))).toMatchObject({ encoding: 'utf-16le' });
      expect(await judge(utf16be(`\ufeff${text}`))).toMatchObject({ encoding: 'utf-16be' });
    });
    it(`is right or asked for ${name} in UTF-16 without mark, GB18030 and Big5`, async () => {
      for (const bytes of [Buffer.from(text, 'utf16le'), utf16be(text), encoders.gb18030(text)]) {
        expect([text, null]).toContain(await readBack(bytes));
      }
    });
  }

  it('is found, not only asked, for ordinary Chinese files in GB18030', async () => {
    for (const text of [corpus.names, corpus['mostly ascii'], corpus['header only'], rare, '姓名\n张伟\n']) {
      expect(await readBack(encoders.gb18030(text)), text.slice(0, 20)).toBe(text);
    }
  });

  it('knows the four-byte characters of GB18030', async () => {
    const text = '姓名\n𠮷田\n𣎴\n';
    expect(await readBack(encoders.gb18030(text))).toBe(text);
  });

  it('never takes Big5 for GB18030', async () => {
    for (const text of [traditional, '姓名\n', '客戶名稱,電話\n', '數量,金額\n12,3\n']) {
      const verdict = await judge(encoders.big5(text));
      expect(verdict.kind).toBe('ask');
      expect(verdict).toMatchObject({ candidates: expect.arrayContaining(['big5']) });
    }
  });

  it('never takes UTF-16 for UTF-8 because all its characters are Latin', async () => {
    const text = 'id,name\n1,Smith\n';
    expect(await judge(Buffer.from(text, 'utf16le'))).toMatchObject({ encoding: 'utf-16le' });
    expect(await judge(utf16be(text))).toMatchObject({ encoding: 'utf-16be' });
  });

  it('asks for Western bytes', async () => {
    expect(await judge(Buffer.from('name,city\nRené,Genève\n', 'latin1'))).toMatchObject({ kind: 'ask' });
  });

  it('refuses what is no text', async () => {
    const pictures = [
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
      Buffer.from('%PDF-1.7\n'),
      Buffer.from([1, 2, 0, 255, 0, 3, 254, 9, 200, 0, 0, 7]),
    ];
    for (const bytes of pictures) expect((await judge(bytes)).kind).toBe('binary');
  });

  it('says that a file ends inside a character', async () => {
    expect(await judge(Buffer.from(corpus.names).subarray(0, -3))).toEqual({
      kind: 'text',
      encoding: 'utf-8',
      cut: true,
    });
    expect(await judge(Buffer.from(`\ufeff${corpus.names}`, 'utf16le').subarray(0, -1))).toMatchObject({ cut: true });
  });

  it('does not depend on how the stream is cut, never crashes, and judges any text in UTF-8 as UTF-8', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), async (bytes, piece) => {
        expect(await judge(Buffer.from(bytes), piece)).toEqual(await judge(Buffer.from(bytes), 400));
      }),
      { numRuns: 300 },
    );
    const words = fc.string({ unit: fc.constantFrom('张', '伟', '客', 'a', 'é', ',', '\n', '1', '𠮷'), minLength: 1 });
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        expect(await readBack(Buffer.from(text))).toBe(text);
      }),
    );
  });
});
