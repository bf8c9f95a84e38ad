import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delimiterOf, type RawRow, readDelimited } from './csv.ts';

async function read(text: string | Buffer, pieceBytes = 1_000): Promise<RawRow[]> {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
  const rows: RawRow[] = [];
  const source = { name: 'x.csv', bytes: pieces(), encoding: 'utf-8', cut: false } as const;
  for await (const some of readDelimited(source)) rows.push(...some);
  return rows;
}

describe('delimited text', () => {
  it.each([['a,b,c\n1,2,3'], ['a;b;c\n1,5;2,5;3'], ['a\tb\tc\n1\t2,2\t3'], ['a|b|c\n1|2|3']])(
    'finds the separator of %j',
    (text) => {
      expect('abc'.split('').join(delimiterOf(text))).toBe(text.slice(0, 5));
    },
  );

  it('keeps the line on which a row begins, whatever ends the lines', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const rows = await read(['a,b', '1,"x', 'y"', '', ' , ', '3,4', ''].join(end));
      expect(rows.map(({ line }) => line)).toEqual([1, 2, 6]);
      expect(rows[1]?.cells).toEqual(['1', `x${end}y`]);
    }
  });

  it('reads inches and doubled quotes', async () => {
    expect((await read('a,b\n5" nail,2\n"x""y",3\n')).map(({ cells }) => cells[0])).toEqual(['a', '5" nail', 'x"y']);
  });

  it('reads back what was written, however the stream is cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '张', '"', ',', '\n', ' ', '1'), maxLength: 6 });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, piece) => {
        const quoted = rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
        const found = await read(`"h","k"\n${quoted.join('\n')}\n`, piece);
        const expected = rows.filter((cells) => cells.some((one) => one.trim() !== ''));
        expect(found.slice(1).map(({ cells }) => cells)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('never crashes and never loses the end, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'x', ';', '\t', '张'), maxLength: 60 }),
        async (text) => {
          for (const row of await read(text)) expect(row.line).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});
