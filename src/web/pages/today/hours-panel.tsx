import { useTranslation } from 'react-i18next';
import type { Today } from '../../../client/shapes.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';

/** Done, to do, free: whether today fits. */
export function HoursPanel({ minutes }: { minutes: Today['minutes'] }) {
  const { t } = useTranslation();
  const { done, todo, available } = minutes;
  const free = available - done - todo;
  const whole = Math.max(available, done + todo, 1);
  return (
    <Panel
      title={t('today.hours.title')}
      extra={<span className="caption">{t('today.hours.available', { hours: hours(available) })}</span>}
    >
      <div
        className="hours-bar"
        role="img"
        aria-label={t('today.hours.label', { done: hours(done), todo: hours(todo), available: hours(available) })}
      >
        <span className="hours-done" style={{ width: `${(done / whole) * 100}%` }} />
        <span className="hours-todo" style={{ width: `${(todo / whole) * 100}%` }} />
      </div>
      <p className="hours-legend">
        <span>
          <i className="hours-done" /> {t('today.hours.done')} <b>{hours(done)}</b>
        </span>
        <span>
          <i className="hours-todo" /> {t('today.hours.todo')} <b>{hours(todo)}</b>
        </span>
        {free > 0 && (
          <span className="secondary">
            {t('today.hours.free')} {hours(free)}
          </span>
        )}
      </p>
      <p>{free >= 0 ? t('today.hours.fits') : t('today.hours.over', { hours: hours(-free) })}</p>
    </Panel>
  );
}

function hours(minutes: number): string {
  return formatNumber(minutes / 60, 1);
}
