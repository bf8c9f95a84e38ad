import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeasonSpan } from '../../../client/shapes.ts';
import { parseDay } from '../../../kernel/time.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { failureText, useAct, useMay, useReply } from '../../server.ts';
import { AddSpan } from './add-span.tsx';

/** 淡旺季: the spans of slow trade that somebody entered, with what each does to the rhythm. */
export function SeasonsPanel() {
  const { t } = useTranslation();
  const spans = useReply('GET /api/season-spans');
  const mayWrite = useMay('calendars.write');
  const [adding, setAdding] = useState(false);
  const add = (
    <Button size="small" icon={<Icon name="plus" size={14} />} onClick={() => setAdding(true)}>
      {t('calendars.seasons.add')}
    </Button>
  );
  return (
    <Panel
      title={t('calendars.seasons.title')}
      caption={t('calendars.seasons.caption')}
      extra={mayWrite ? add : undefined}
    >
      {spans.isPending && <Loading lines={3} />}
      {spans.isError && <ReplyFailure error={spans.error} again={spans.refetch} />}
      {spans.data?.items.length === 0 && (
        <Empty title={t('calendars.seasons.empty')}>{t('calendars.seasons.emptyText')}</Empty>
      )}
      <ul className="spans">
        {spans.data?.items.map((span) => (
          <SpanLine key={span.id} span={span} />
        ))}
      </ul>
      {adding && <AddSpan onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function SpanLine({ span }: { span: SeasonSpan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, fromOn, toOn, weight, regions, recordedBy, recordedAt, withdrawnAt } = span;
  const days = parseDay(toOn) - parseDay(fromOn) + 1;
  const seasonDays = Math.round(days * weight * 10) / 10;
  return (
    <li className={withdrawnAt === null ? 'span-line' : 'span-line span-withdrawn'}>
      <div>
        <b>{name}</b>{' '}
        <span className="figures">
          {format.date(fromOn)} – {format.date(toOn)}
        </span>{' '}
        {regions.length === 0 && <TagChip>{t('calendars.seasons.everywhere')}</TagChip>}
        {regions.map((region) => (
          <TagChip key={region}>{region}</TagChip>
        ))}
        <p className="secondary">{t('calendars.seasons.effect', { days, seasonDays })}</p>
        <p className="caption">
          {t('calendars.seasons.by', { name: recordedBy ?? '–', at: format.instant(recordedAt) })}
        </p>
      </div>
      {withdrawnAt === null ? <Withdraw span={span} /> : <span>{t('calendars.seasons.withdrawn')}</span>}
    </li>
  );
}

function Withdraw({ span }: { span: SeasonSpan }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const withdraw = useAct('POST /api/season-spans/:id/withdrawal');
  if (!useMay('calendars.write')) return null;
  const act = () =>
    withdraw.mutateAsync({ params: { id: span.id } }).catch((error) => message.error(failureText(error).text));
  return (
    <Button size="small" type="link" loading={withdraw.isPending} onClick={() => void act()}>
      {t('calendars.seasons.withdraw')}
    </Button>
  );
}
