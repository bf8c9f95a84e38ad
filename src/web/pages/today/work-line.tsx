import { useTranslation } from 'react-i18next';
import type { Work } from '../../../client/shapes.ts';
import { BandChip } from '../../../ui/chips.tsx';
import { Clock, DueTime } from '../../../ui/clock.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import type { Limit } from '../../../ui/running-clock.ts';
import { WorkRow } from '../../../ui/work-row.tsx';
import { CustomerName } from '../../customer-mark.tsx';
import { ContactWarning } from '../warnings/contact-warning.tsx';
import { CompleteOwn } from './complete-own.tsx';
import { CompleteTask } from './complete-task.tsx';

/** One thing to do; the first carries the page's only primary button. */
export function WorkLine({ work, first }: { work: Work; first: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const limit = limitOf(work);
  return (
    <WorkRow
      selected={first}
      clock={
        limit === null ? <span className="secondary">{t('today.noDue')}</span> : <Clock limit={limit} due={false} />
      }
      due={limit !== null && <DueTime limit={limit} />}
      title={format.say(work.title)}
      chips={
        work.reachable ? (
          <>
            <BandChip band={work.customer.colour} score={work.customer.score} />
            <CustomerName customer={work.customer} />
          </>
        ) : (
          <span title={t('particulars.agenda.outside')}>{work.customer.name}</span>
        )
      }
      why={format.say(work.why)}
      minutes={work.minutes !== null && t('today.minutes', { minutes: work.minutes })}
      action={<WorkAction work={work} first={first} />}
    />
  );
}

function limitOf(work: Work): Limit | null {
  if (work.dueAt === null) return null;
  const startedAt = work.warning === null ? null : new Date(work.warning.openedAt);
  return { startedAt, dueAt: new Date(work.dueAt), metAt: null, provisional: work.warning?.dueProvisional };
}

function WorkAction({ work, first }: { work: Work; first: boolean }) {
  const kind = first ? 'primary' : 'link';
  if (!work.reachable) return <CompleteOwn taskId={work.id} kind={kind} />;
  if (work.warning === null) return <CompleteTask customer={work.customer} taskId={work.id} kind={kind} />;
  return <ContactWarning warning={work.warning} kind={kind} />;
}
