import './segments.css';
import { Button, Segmented } from 'antd';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentList, SegmentRow } from '../../../client/shapes.ts';
import { AgeLabel } from '../../../ui/age-label.tsx';
import { TagChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { formatChange, formatNumber, formatShare } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { FigureLink, Link, NavigateContext } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading, NoMatch } from '../../../ui/states.tsx';
import { oneOf, useAddress } from '../../address.ts';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useMay, useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { Spark } from './spark.tsx';

const VIEWS = ['all', 'targets', 'gaps', 'own'] as const;
type View = (typeof VIEWS)[number];

const SHOWN: Readonly<Record<View, (segment: SegmentRow) => boolean>> = {
  all: () => true,
  targets: ({ target }) => target !== null,
  gaps: ({ strategy }) => strategy === null,
  own: ({ isOwn }) => isOwn,
};

/** Every segment of the plan and of our own: how many, who moved, what they are worth, what we do for them. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const list = useReply('GET /api/segments');
  const data = list.data;
  return (
    <Page title={t('segments.title')} caption={data && <Age computed={data.computed} />} actions={<Create />}>
      {list.isPending && (
        <Panel>
          <Loading lines={10} />
        </Panel>
      )}
      {list.isError && data === undefined && <ReplyFailure error={list.error} again={list.refetch} />}
      {data !== undefined && <Segments list={data} />}
    </Page>
  );
}

/** When they were last computed, and what it took. */
export function Age({ computed }: { computed: SegmentList['computed'] }) {
  const { t } = useTranslation();
  const { at, seconds, customers } = computed;
  if (at === null) return t('segments.notComputed');
  const said = { customers: formatNumber(customers ?? 0), seconds: formatNumber(seconds ?? 0, 1) };
  return <AgeLabel at={at} count={t('segments.computed', said)} />;
}

function Create() {
  const { t } = useTranslation();
  const navigate = useContext(NavigateContext);
  if (!useMay('segments.write')) return null;
  return (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => navigate(paths.segment('new'))}>
      {t('segments.create')}
    </Button>
  );
}

function Segments({ list }: { list: SegmentList }) {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const columns = useSegmentColumns();
  const view = oneOf(VIEWS, values['view']) ?? 'all';
  const rows = list.items.filter(SHOWN[view]);
  const gaps = list.items.filter(SHOWN.gaps).length;
  return (
    <>
      <div className="list-tools">
        <Segmented
          aria-label={t('segments.title')}
          value={view}
          options={VIEWS.map((one) => ({
            value: one,
            label: `${t(`segments.views.${one}`)} ${formatNumber(list.items.filter(SHOWN[one]).length)}`,
          }))}
          onChange={(wanted) => set({ view: wanted === 'all' ? undefined : wanted })}
        />
      </div>
      <Panel flush>
        <DataTable
          rows={rows}
          columns={columns}
          rowKey={(row) => row.key}
          label={t('segments.title')}
          empty={<NoMatch title={t('segments.none')}>{t('segments.noneText')}</NoMatch>}
          foot={t('segments.foot', { count: list.items.length, gaps: formatNumber(gaps) })}
        />
      </Panel>
    </>
  );
}

function useSegmentColumns(): Columns<SegmentRow> {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      title: t('segments.columns.segment'),
      className: 'rest',
      render: (_, row) => <Name row={row} />,
    },
    {
      key: 'members',
      title: t('segments.columns.members'),
      align: 'right',
      render: (_, row) => <Members row={row} />,
    },
    { key: 'moved', title: t('segments.columns.moved'), responsive: ['md'], render: (_, row) => <Moved row={row} /> },
    { key: 'share', title: t('segments.columns.share'), responsive: ['md'], render: (_, row) => <Share row={row} /> },
    { key: 'trend', title: t('segments.columns.trend'), responsive: ['lg'], render: (_, row) => <Trend row={row} /> },
    {
      key: 'strategy',
      title: t('segments.columns.strategy'),
      responsive: ['lg'],
      render: (_, row) =>
        row.strategy === null ? (
          <Link href={paths.segment(row.key)} className="segment-gap nowrap">
            {t('segments.gap')}
          </Link>
        ) : (
          <span className="secondary segment-doing" title={row.strategy.text}>
            {row.strategy.text}
          </span>
        ),
    },
  ];
}

function Name({ row }: { row: SegmentRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const says = format.language === 'en' ? row.descriptionEn : row.description;
  return (
    <div className="segment-name">
      <span>
        <Link href={paths.segment(row.key)}>{format.name(row)}</Link>
        {row.target !== null && <TagChip accent>{t('segments.target')}</TagChip>}
        {row.isOwn && <TagChip>{t('segments.own')}</TagChip>}
      </span>
      {row.problem !== null && <span className="segment-wrong">{format.say(row.problem)}</span>}
      <span className="caption segment-says">
        {[says, row.source].filter((text) => text !== null && text !== '').join(' · ') || row.expression}
      </span>
    </div>
  );
}

function Members({ row }: { row: SegmentRow }) {
  const { t } = useTranslation();
  if (row.members === null) return <span className="caption nowrap">{t('segments.pending')}</span>;
  return (
    <FigureLink quiet href={paths.customers({ segment: row.key })}>
      <b className="figures nowrap">{t('segments.members', { count: row.members })}</b>
    </FigureLink>
  );
}

function Moved({ row: { came, went } }: { row: SegmentRow }) {
  const { t } = useTranslation();
  if (came === 0 && went === 0) return <span className="caption nowrap">{t('segments.unchanged')}</span>;
  return (
    <span
      className="figures segment-moved"
      title={`${t('segments.came', { count: came })}，${t('segments.went', { count: went })}`}
    >
      <b>{formatChange(came - went)}</b>{' '}
      <span className="caption">
        {t('segments.came', { count: came })} {t('segments.went', { count: went })}
      </span>
    </span>
  );
}

function Share({ row: { valueShare } }: { row: SegmentRow }) {
  const { t } = useTranslation();
  if (valueShare === null) return <span className="caption">{t('segments.unknown')}</span>;
  const width = `${Math.min(100, Math.max(0, valueShare * 100))}%`;
  return (
    <span className="segment-share">
      <span className="figures">{formatShare(valueShare, valueShare < 0.1 ? 1 : 0)}</span>
      <span className="share-track" aria-hidden="true">
        <span style={{ width }} />
      </span>
    </span>
  );
}

function Trend({ row }: { row: SegmentRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [first, last] = [row.trend[0], row.trend.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (row.trend.length < 2) return <span className="caption">{t('segments.trendShort')}</span>;
  const said = { name: format.name(row), from: format.date(first.day), to: format.date(last.day) };
  const label = t('segments.trendSentence', { ...said, first: first.members, last: last.members });
  return <Spark values={row.trend.map(({ members }) => members)} label={label} />;
}
