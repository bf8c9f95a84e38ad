import { describe, expect, it } from 'vitest';
import { parseNotice } from './holiday-notice.ts';
import { formatDay } from './time.ts';

function read(text: string, year = 2027) {
  const { days, problems } = parseNotice(text, year);
  return { days: days.map(({ day, works, name }) => `${formatDay(day)} ${works ? '班' : '休'} ${name}`), problems };
}

describe('a notice of public holidays', () => {
  it('is read from lines of a date, what becomes of it, and a name', () => {
    expect(read('2027-02-06 放假 春节\n\n2027-02-14 上班\n2027/5/1~2027/5/2 off Labour Day')).toEqual({
      days: ['2027-02-06 休 春节', '2027-02-14 班 ', '2027-05-01 休 Labour Day', '2027-05-02 休 Labour Day'],
      problems: [],
    });
  });

  it('is read as it is published: sentences with ranges, weekdays in brackets, make-up days', () => {
    const text = `国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。
二、春节：2月5日（星期五）至7日放假，共3天。1月31日（周日）、2月14日（周日）上班。
2026年11月4日`;
    expect(read(text)).toEqual({
      days: [
        ...['2027-01-01 休 元旦', '2027-01-02 休 元旦', '2027-01-03 休 元旦', '2027-01-31 班 春节'],
        ...['2027-02-05 休 春节', '2027-02-06 休 春节', '2027-02-07 休 春节', '2027-02-14 班 春节'],
      ],
      problems: [],
    });
  });

  it('is read from JSON, ours and that of the public lists', () => {
    const days = ['2027-02-06 休 春节', '2027-02-14 班 '];
    expect(read('[{"day":"2027-02-06","works":false,"name":"春节"},{"day":"2027-02-14","works":true}]').days).toEqual(
      days,
    );
    const list = {
      days: [
        { date: '2027-02-06', isOffDay: true, name: '春节' },
        { date: '2027-02-14', isOffDay: false },
      ],
    };
    expect(read(JSON.stringify(list)).days).toEqual(days);
  });

  it('names the lines it does not understand and guesses nothing', () => {
    expect(read('2027-02-30 放假\n2027-02-06 春节\n2027-05-01至2027-12-31 放假')).toEqual({
      days: [],
      problems: [
        { line: 1, text: '2027-02-30 放假' },
        { line: 2, text: '2027-02-06 春节' },
        { line: 3, text: '2027-05-01至2027-12-31 放假' },
      ],
    });
    expect(read('[{"day":"2027-02-06"}]').problems).toHaveLength(1);
    expect(read('{}').problems).toHaveLength(1);
  });
});
