import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArrangedDay, CalendarYear } from '../../../client/shapes.ts';
import { formatDay, monthStart, weekday } from '../../../kernel/time.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { useMay } from '../../server.ts';
import { EditDay } from './edit-day.tsx';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const MONTHS = 12;
const FIRST_YEAR = 1970;

type Arranged = ReadonlyMap<string, ArrangedDay>;

/** Twelve months: days off grey, holidays red, make-up days marked, the company's own underlined. */
export function YearGrid({ calendar }: { calendar: CalendarYear }) {
  const mayWrite = useMay('calendars.write');
  const [edited, setEdited] = useState<string>();
  const arranged: Arranged = new Map(calendar.days.map((each) => [each.day, each]));
  const first = (calendar.year - FIRST_YEAR) * MONTHS;
  return (
    <>
      <div className={calendar.provisional ? 'year-grid year-provisional' : 'year-grid'}>
        {range(first, first + MONTHS).map((month) => (
          <Month key={month} month={month} arranged={arranged} onEdit={mayWrite ? setEdited : undefined} />
        ))}
      </div>
      <Legend />
      {edited !== undefined && (
        <EditDay day={edited} arranged={arranged.get(edited)} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

interface MonthProps {
  readonly month: number;
  readonly arranged: Arranged;
  readonly onEdit: ((day: string) => void) | undefined;
}

function Month({ month, arranged, onEdit }: MonthProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [from, to] = [monthStart(month), monthStart(month + 1)];
  const blank = weekday(from);
  return (
    <section className="month">
      <h3>{t('calendars.month', { month: format.monthName(formatDay(from)) })}</h3>
      <div className="month-days">
        {WEEKDAYS.map((each) => (
          <span key={each} className="caption" aria-hidden="true">
            {t(`calendars.initials.${each}`)}
          </span>
        ))}
        {blank > 0 && <span style={{ gridColumn: `span ${blank}` }} />}
        {range(from, to).map((day) => (
          <Day key={day} day={day} arranged={arranged} onEdit={onEdit} />
        ))}
      </div>
    </section>
  );
}

function Day({ day, arranged, onEdit }: { day: number; arranged: Arranged; onEdit: MonthProps['onEdit'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = formatDay(day);
  const said = arranged.get(text);
  const works = said?.works ?? weekday(day) < 5;
  const classes = [
    'day',
    works ? '' : 'day-off',
    said === undefined ? '' : works ? 'day-made-up' : 'day-holiday',
    said?.source === 'company' ? 'day-own' : '',
    text === format.today ? 'day-today' : '',
  ];
  const label = t('calendars.cell', {
    day: text,
    state: works ? t('calendars.works') : t('calendars.rests'),
    name: said?.name ?? '',
  }).trim();
  const className = classes.filter(Boolean).join(' ');
  const number = Number(text.slice(8));
  if (onEdit === undefined)
    return (
      <span className={className} title={label}>
        {number}
      </span>
    );
  return (
    <button type="button" className={className} title={label} aria-label={label} onClick={() => onEdit(text)}>
      {number}
    </button>
  );
}

function Legend() {
  const { t } = useTranslation();
  return (
    <p className="caption calendar-legend">
      <span className="day day-holiday">1</span> {t('calendars.legend.off')}
      <span className="day day-made-up">1</span> {t('calendars.legend.makeUp')}
      <span className="day day-own">1</span> {t('calendars.legend.company')}
    </p>
  );
}
