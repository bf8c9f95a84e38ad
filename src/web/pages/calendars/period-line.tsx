import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/icons.tsx';

/** A period of work: 7 stands for every day, minutes count from midnight, beyond 1,440 they belong to the next day. */
export interface Period {
  readonly weekday: number;
  readonly from: number;
  readonly to: number;
}

const DAY_MINUTES = 1_440;
const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'every'] as const;
const ORDER = [7, 0, 1, 2, 3, 4, 5, 6] as const;

interface PeriodLineProps {
  readonly period: Period;
  readonly mayWrite: boolean;
  readonly onChange: (changed: Partial<Period>) => void;
  readonly onRemove: () => void;
}

/** `每天 09:00 – 12:00`, to change where one may. */
export function PeriodLine({ period, mayWrite, onChange, onRemove }: PeriodLineProps) {
  const { t } = useTranslation();
  const { from, to } = period;
  const nameOf = (weekday: number) => t(`calendars.weekdays.${NAMES[weekday] ?? 'every'}`);
  const nextDay = to > DAY_MINUTES && <span className="caption">{t('calendars.hours.nextDay')}</span>;
  if (!mayWrite)
    return (
      <li>
        {nameOf(period.weekday)} {clockOf(from)} – {clockOf(to)} {nextDay}
      </li>
    );
  return (
    <li>
      <Select
        size="small"
        aria-label={t('calendars.hours.everyDay')}
        value={period.weekday}
        options={ORDER.map((value) => ({ value, label: nameOf(value) }))}
        suffixIcon={<Icon name="chevronDown" size={14} />}
        onChange={(weekday) => onChange({ weekday })}
      />
      <Input
        type="time"
        size="small"
        aria-label={t('calendars.hours.from')}
        value={clockOf(from)}
        onChange={(event) => onChange(spanOf(minutesOf(event.target.value), to % DAY_MINUTES))}
      />
      –
      <Input
        type="time"
        size="small"
        aria-label={t('calendars.hours.to')}
        value={clockOf(to)}
        onChange={(event) => onChange(spanOf(from, minutesOf(event.target.value)))}
      />
      {nextDay}
      <Button
        size="small"
        type="text"
        aria-label={t('calendars.hours.remove')}
        icon={<Icon name="close" size={14} />}
        onClick={onRemove}
      />
    </li>
  );
}

/** An end that is not after the beginning is one of the next day. */
function spanOf(from: number, to: number): Pick<Period, 'from' | 'to'> {
  return { from, to: to <= from ? to + DAY_MINUTES : to };
}

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

function clockOf(minutes: number): string {
  const ofDay = minutes % DAY_MINUTES;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}
