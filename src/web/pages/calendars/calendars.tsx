import './calendars.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading, Stale } from '../../../ui/states.tsx';
import { numberOf, useAddress } from '../../address.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useMay, useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { EnterNotice } from './enter-notice.tsx';
import { FeedsPanel } from './feeds-panel.tsx';
import { HoursPanel } from './hours-panel.tsx';
import { SeasonsPanel } from './seasons-panel.tsx';
import { YearGrid } from './year-grid.tsx';

/** 日历: which days and hours count for limits, which for rhythm, and up to which day the data reach. */
export function CalendarsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { values, set } = useAddress();
  const year = numberOf(values['year']) ?? Number(format.today.slice(0, 4));
  const calendar = useReply('GET /api/calendars/:year', { params: { year } });
  return (
    <Page title={t('calendars.title')} caption={t('calendars.caption')}>
      <ToAnnounce year={calendar.data?.toAnnounce ?? null} onShow={(wanted) => set({ year: String(wanted) })} />
      <Panel
        title={<YearSwitch year={year} onChange={(wanted) => set({ year: String(wanted) })} />}
        caption={calendar.data !== undefined && <Standing calendar={calendar.data} />}
        extra={<NoticeButton year={year} />}
      >
        {calendar.isPending && <Loading lines={8} />}
        {calendar.isError && <ReplyFailure error={calendar.error} again={calendar.refetch} />}
        {calendar.data !== undefined && <YearGrid calendar={calendar.data} />}
      </Panel>
      <div className="calendar-panels">
        {calendar.data !== undefined && <HoursPanel periods={calendar.data.periods} />}
        <FeedsPanel />
      </div>
      <SeasonsPanel />
    </Page>
  );
}

/** From November on: the next year wants its notice. */
function ToAnnounce({ year, onShow }: { year: number | null; onShow: (year: number) => void }) {
  const { t } = useTranslation();
  if (year === null) return null;
  return (
    <div className="calendar-banner" role="status">
      <Stale>
        {t('calendars.toAnnounce', { year })}{' '}
        <button type="button" className="link-button" onClick={() => onShow(year)}>
          {t('calendars.year', { year })}
        </button>
      </Stale>
    </div>
  );
}

function YearSwitch({ year, onChange }: { year: number; onChange: (year: number) => void }) {
  const { t } = useTranslation();
  return (
    <span className="year-switch">
      <Button
        size="small"
        type="text"
        aria-label={t('calendars.previous')}
        icon={<Icon name="chevronRight" size={14} />}
        className="year-back"
        onClick={() => onChange(year - 1)}
      />
      {t('calendars.year', { year })}
      <Button
        size="small"
        type="text"
        aria-label={t('calendars.next')}
        icon={<Icon name="chevronRight" size={14} />}
        onClick={() => onChange(year + 1)}
      />
    </span>
  );
}

function Standing({ calendar }: { calendar: { year: number; provisional: boolean; announcedAt: string | null } }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { year, provisional, announcedAt } = calendar;
  if (provisional) return <span className="calendar-provisional">{t('calendars.provisional', { year })}</span>;
  if (announcedAt === null) return t('calendars.built');
  return t('calendars.announced', { at: format.instant(announcedAt) });
}

function NoticeButton({ year }: { year: number }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!useMay('calendars.write')) return null;
  return (
    <>
      <Button size="small" icon={<Icon name="note" size={14} />} onClick={() => setOpen(true)}>
        {t('calendars.notice.button')}
      </Button>
      {open && <EnterNotice year={year} onClose={() => setOpen(false)} />}
    </>
  );
}
