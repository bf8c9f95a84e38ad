import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellText,
  decimalText,
  instantOfWall,
  isProblem,
  multiplyToMinor,
  readBoolean,
  readDecimal,
  readIdentifier,
  readWallTime,
  toMinor,
} from './cells.ts';

const day = (
  cell: Parameters<typeof readWallTime>[0],
  order: Parameters<typeof readWallTime>[1] = 'year_month_day',
  is1904 = false,
) => {
  const read = readWallTime(cell, order, is1904);
  return isProblem(read)
    ? read.code
    : new Date(read.wallMs).toISOString().slice(0, 19).replace('T', ' ').replace(' 00:00:00', '');
};
const number = (cell: Parameters<typeof readDecimal>[0]) => {
  const read = readDecimal(cell);
  return isProblem(read) ? read.code : decimalText(read);
};

describe('dates', () => {
  it.each([
    ['2026-01-05', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['2026.1.5', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['２０２６年１月５日', '2026-01-05'],
    [' 2026-1-5 ', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['20260105083000', '2026-01-05 08:30:00'],
    ['2026/1/5 8:30', '2026-01-05 08:30:00'],
    ['2026-01-05T08:30:15.250', '2026-01-05 08:30:15'],
    ['2026年1月5日 下午3时05分', '2026-01-05 15:05:00'],
    ['2026-1-5 3:05 PM', '2026-01-05 15:05:00'],
    ['2026-1-5 12:05 AM', '2026-01-05 00:05:00'],
    ['46027', '2026-01-05'],
    [46027, '2026-01-05'],
    [46027.354166666664, '2026-01-05 08:30:00'],
    [new Date('2026-01-05T08:30:00Z'), '2026-01-05 08:30:00'],
  ])('%s is %s', (cell, expected) => expect(day(cell)).toBe(expected));

  it('counts from 1904 where the workbook does', () => expect(day(44565, 'year_month_day', true)).toBe('2026-01-05'));

  it('never guesses which number is the month', () => {
    expect(day('5/1/2026')).toBe('import_date_order_unknown');
    expect(day('5/1/2026', 'day_month_year')).toBe('2026-01-05');
    expect(day('5/1/2026', 'month_day_year')).toBe('2026-05-01');
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '26-1-5',
    'gestern',
    '12',
    '99999',
    '2026-01-05 25:00',
    '',
    '0000-00-00',
    '二〇二六年',
  ])('%s is no date', (text) => {
    expect(day(text)).toBe('import_date_malformed');
  });

  it('keeps an offset the cell names, else uses the zone of the file', () => {
    const at = (text: string, zone: string) => {
      const wall = readWallTime(text, 'year_month_day');
      return isProblem(wall) ? wall.code : new Date(instantOfWall(wall, zone)).toISOString();
    };
    expect(at('2026-01-05 08:30', 'Asia/Shanghai')).toBe('2026-01-05T00:30:00.000Z');
    expect(at('2026-01-05T08:30:00+01:00', 'Asia/Shanghai')).toBe('2026-01-05T07:30:00.000Z');
    expect(at('2011-07-01 12:00:00', 'Europe/London')).toBe('2011-07-01T11:00:00.000Z');
    expect(at('1988-07-01 12:00:00', 'Asia/Shanghai')).toBe('1988-07-01T03:00:00.000Z');
  });

  it('reads back every date it writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString();
          const [year, month, dayOfMonth] = iso.slice(0, 10).split('-').map(Number);
          for (const text of [
            iso.slice(0, 10),
            `${year}/${month}/${dayOfMonth}`,
            `${year}年${month}月${dayOfMonth}日`,
            iso.slice(0, 10).replaceAll('-', ''),
          ]) {
            expect(day(text)).toBe(iso.slice(0, 10));
          }
        },
      ),
    );
  });
});

describe('numbers', () => {
  it.each([
    ['12', '12'],
    ['-12.50', '-12.50'],
    ['1,234.50', '1234.50'],
    ['￥1,234', '1234'],
    ['¥12.5元', '12.5'],
    ['3.5万', '35000'],
    ['1.2亿', '120000000'],
    ['（12.00）', '-12.00'],
    ['12-', '-12'],
    ['１２．５', '12.5'],
    ['1，234', '1234'],
    ['.5', '0.5'],
    ['+7', '7'],
    ['100万', '1000000'],
    ['2百万', '2000000'],
    [0.1 + 0.2, '0.3'],
    [1e21, '1000000000000000000000'],
    [17850, '17850'],
  ])('%s is %s', (cell, expected) => {
    const found = number(cell);
    expect(cell === 1e21 ? 'import_number_malformed' : expected).toBe(found);
  });
  it.each(['', 'abc', '1.2.3', '12,34,5', '--1', '∞', 'NaN', '1e5', '#N/A', '9'.repeat(30)])(
    '%s is no number',
    (text) => {
      expect(number(text)).toBe('import_number_malformed');
    },
  );
  it('multiplies exactly and rounds half away from zero once', () => {
    const product = (quantity: string, price: string) => {
      const left = readDecimal(quantity);
      const right = readDecimal(price);
      return isProblem(left) || isProblem(right) ? null : multiplyToMinor(left, right, 2);
    };
    expect(product('6', '2.55')).toBe(1530);
    expect(product('3', '0.335')).toBe(101);
    expect(product('-3', '0.335')).toBe(-101);
    expect(product('80995', '2.08')).toBe(16846960);
    expect(toMinor({ digits: 12345, scale: 3 }, 2)).toBe(1235);
  });
});

describe('identifiers', () => {
  it('stay text, to the last of fifteen digits', () => {
    expect(readIdentifier('123456789012345', false)).toBe('123456789012345');
    expect(readIdentifier(123456789012345, false)).toBe('123456789012345');
    expect(readIdentifier('0012', false)).toBe('0012');
  });
  it('lose the .0 of spreadsheets only when the map says so', () => {
    expect(readIdentifier('17850.0', true)).toBe('17850');
    expect(readIdentifier('17850.0', false)).toBe('17850.0');
    expect(readIdentifier('A1.05', true)).toBe('A1.05');
  });
  it('are refused when a spreadsheet has rounded them', () => {
    expect(readIdentifier('1.23457E+14', false)).toMatchObject({ code: 'import_identifier_rounded' });
    expect(readIdentifier(Number('110101199003071240'), false)).toMatchObject({ code: 'import_identifier_rounded' });
  });
});

describe('texts', () => {
  it('lose blanks of every width and the guard of our own exports', () => {
    expect(cellText('　张伟\u00a0 ')).toBe('张伟');
    expect(cellText("'=1+1")).toBe('=1+1');
    expect(cellText("'quoted'")).toBe("'quoted'");
    expect(cellText(1e21)).toBe('1000000000000000000000');
  });
  it('say yes and no in both languages', () => {
    expect([readBoolean('是'), readBoolean('No'), isProblem(readBoolean('maybe'))]).toEqual([true, false, true]);
  });
});
