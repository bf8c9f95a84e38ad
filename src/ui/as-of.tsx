import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Icon } from './icons.tsx';

interface AsOfProps {
  /** `2026-11-23`. */
  readonly day: string;
  readonly today: string;
  /** Undefined means today, which needs no place in the address. */
  readonly onChange: (day: string | undefined) => void;
}

/** From which day one looks: beside every score. */
export function AsOf({ day, today, onChange }: AsOfProps) {
  const { t } = useTranslation();
  return (
    <DatePicker
      value={dayjs(day)}
      format={t('ui.asOf.format')}
      inputReadOnly
      allowClear={false}
      aria-label={t('ui.asOf.label')}
      className="as-of"
      suffixIcon={<Icon name="chevronDown" size={14} />}
      maxDate={dayjs(today)}
      onChange={(chosen) => {
        const text = dayjs(chosen).format('YYYY-MM-DD');
        onChange(text === today ? undefined : text);
      }}
    />
  );
}

/** Says that this is not today, and leads back. */
export function PastStrip({ text, back, onBack }: { text: string; back: string; onBack: () => void }) {
  return (
    <p className="past-strip">
      <Icon name="clock" size={14} />
      {text}
      <button type="button" className="link-button" onClick={onBack}>
        {back}
      </button>
    </p>
  );
}
