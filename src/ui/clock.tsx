import './clock.css';
import { useTranslation } from 'react-i18next';
import { useFormat } from './locale.tsx';
import { type ClockReading, type Limit, readClock } from './running-clock.ts';

const RADIUS = 6.2;
const ROUND = 2 * Math.PI * RADIUS;

/** A limit: mark and words, then when it is due. Late is a red diamond, met a green tick, near amber. */
export function Clock({ limit, due = true }: { limit: Limit; due?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reading = readClock(limit, format.now);
  const length = format.duration(reading.milliseconds);
  const words = {
    ample: t('ui.clock.left', { length }),
    near: t('ui.clock.left', { length }),
    late: t('ui.clock.late', { length }),
    paused: t('ui.clock.paused'),
    met: reading.milliseconds > 0 ? length : t('ui.clock.met'),
  };
  return (
    <span className={`clock clock-${reading.state}`}>
      <ClockMark reading={reading} />
      <b>{words[reading.state]}</b>
      {due && <DueTime limit={limit} />}
    </span>
  );
}

/** The due time: the wall clock today, the weekday this week, the date beyond, and the date alone once it has passed. */
export function DueTime({ limit }: { limit: Limit }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (limit.metAt !== null) return null;
  if (limit.pausedFor) return <span className="caption clock-due">{limit.pausedFor}</span>;
  const day = format.dayOf(limit.dueAt);
  const time = format.time(limit.dueAt);
  const late = limit.dueAt < format.now;
  const when = day === format.today ? time : late ? format.date(day) : `${format.date(day)} ${time}`;
  return (
    <span className="caption clock-due">
      {late ? t('ui.clock.dueAt', { when }) : when}
      {limit.provisional && <i className="clock-provisional">{t('ui.provisional')}</i>}
    </span>
  );
}

function ClockMark({ reading }: { reading: ClockReading }) {
  return (
    <svg className="clock-mark" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      {reading.state === 'late' && <path className="fill-red" d="M8 .8 15.2 8 8 15.2.8 8z" />}
      {reading.state === 'late' && <path className="ink-white" d="M8 4.5v4.2 M8 10.8v.3" />}
      {reading.state === 'met' && <circle className="fill-green" cx="8" cy="8" r="7" />}
      {reading.state === 'met' && <path className="ink-white" d="M5 8.2 7.2 10.4 11 6.2" />}
      {reading.state === 'paused' && <circle className="ring" cx="8" cy="8" r={RADIUS} />}
      {reading.state === 'paused' && <path className="ink-pause" d="M6.5 5.8v4.4 M9.5 5.8v4.4" />}
      {(reading.state === 'ample' || reading.state === 'near') && <Arc share={reading.share} />}
    </svg>
  );
}

function Arc({ share }: { share: number }) {
  return (
    <>
      <circle className="track" cx="8" cy="8" r={RADIUS} />
      <circle
        className="arc"
        cx="8"
        cy="8"
        r={RADIUS}
        strokeDasharray={`${Math.max(1, share * ROUND)} ${ROUND}`}
        transform="rotate(-90 8 8)"
      />
    </>
  );
}
