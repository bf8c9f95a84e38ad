import './today.css';
import { useTranslation } from 'react-i18next';
import type { Today, Work } from '../../../client/shapes.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { WorkGroup } from '../../../ui/work-row.tsx';
import { FirstStep, useHasBook } from '../../first-step.tsx';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { AgendaPanels } from './agenda-panels.tsx';
import { HoursPanel } from './hours-panel.tsx';
import { MyCustomersPanel } from './my-customers-panel.tsx';
import { Notices } from './notices.tsx';
import { WorkLine } from './work-line.tsx';

/** What I have to do, in the order in which time runs out. */
export function TodayPage() {
  const { t } = useTranslation();
  const day = useReply('GET /api/today');
  const data = day.data;
  return (
    <Page title={t('today.title')} caption={data && <Caption day={data} />}>
      <Notices />
      <div className="columns today-columns">
        <Panel flush>
          {day.isPending && <Loading lines={9} />}
          {day.isError && data === undefined && <ReplyFailure error={day.error} again={day.refetch} />}
          {data !== undefined && <WorkList day={data} />}
        </Panel>
        {data !== undefined && (
          <div className="stack">
            <HoursPanel minutes={data.minutes} />
            <MyCustomersPanel mine={data.myCustomers} />
            <AgendaPanels />
          </div>
        )}
      </div>
    </Page>
  );
}

function Caption({ day }: { day: Today }) {
  const { t } = useTranslation();
  const format = useFormat();
  const due = day.late.length + day.due.length;
  return t('today.caption', {
    day: format.dayHeading(day.today),
    weekday: format.weekday(day.today),
    due: formatNumber(due),
    week: formatNumber(day.week.length),
  });
}

function WorkList({ day }: { day: Today }) {
  const { t } = useTranslation();
  const groups: readonly { key: 'late' | 'due' | 'week'; works: readonly Work[] }[] = [
    { key: 'late', works: day.late },
    { key: 'due', works: day.due },
    { key: 'week', works: day.week },
  ];
  const [first] = groups.flatMap((group) => group.works);
  if (first === undefined) return <NothingToDo />;
  return (
    <>
      <div className="work-heads caption" aria-hidden="true">
        <span>{t('today.columns.limit')}</span>
        <span>{t('today.columns.what')}</span>
        <span className="number">{t('today.columns.minutes')}</span>
        <span />
      </div>
      {groups
        .filter((group) => group.works.length > 0)
        .map((group) => (
          <WorkGroup key={group.key} title={t(`today.groups.${group.key}`)} count={group.works.length}>
            {group.works.map((work) => (
              <WorkLine key={work.id} work={work} first={work.id === first.id} />
            ))}
          </WorkGroup>
        ))}
      {day.doneToday > 0 && <p className="caption work-done">{t('today.done', { count: day.doneToday })}</p>}
    </>
  );
}

function NothingToDo() {
  const { t } = useTranslation();
  if (useHasBook() === false) return <FirstStep />;
  return (
    <Empty title={t('today.none.title')} action={<Link href={paths.health()}>{t('today.none.action')}</Link>}>
      {t('today.none.text')}
    </Empty>
  );
}
