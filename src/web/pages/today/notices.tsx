import { useTranslation } from 'react-i18next';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Stale } from '../../../ui/states.tsx';
import { useQueue } from '../../offline/queue.ts';
import { paths } from '../../paths.ts';
import { useMay, useReply } from '../../server.ts';

/** What is not right yet and lies with whoever reads it: records that wait on this device, a year without its notice. */
export function Notices() {
  return (
    <div className="today-notices">
      <Unsent />
      <ProvisionalYear />
    </div>
  );
}

function Unsent() {
  const { t } = useTranslation();
  const { entries } = useQueue();
  if (entries.length === 0) return null;
  return (
    <Stale>
      {t('particulars.agenda.waiting', { count: entries.length })}{' '}
      <Link href={paths.record()}>{t('particulars.agenda.waitingOpen')}</Link>
    </Stale>
  );
}

/** From November on the next year wants its notice; only who may enter it is asked. */
function ProvisionalYear() {
  const { t } = useTranslation();
  const format = useFormat();
  const mayWrite = useMay('calendars.write');
  const year = Number(format.today.slice(0, 4));
  const calendar = useReply('GET /api/calendars/:year', { params: { year } }, mayWrite);
  const wanted = calendar.data?.toAnnounce ?? null;
  if (wanted === null) return null;
  return (
    <Stale>
      {t('particulars.agenda.calendar', { year: wanted })}{' '}
      <Link href={`${paths.calendars()}?year=${wanted}`}>{t('particulars.agenda.calendarOpen')}</Link>
    </Stale>
  );
}
