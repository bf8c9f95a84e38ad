import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../client/shapes.ts';
import { parseDay } from '../../../kernel/time.ts';
import { Icon } from '../../../ui/icons.tsx';
import { type Formats, useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { useAddress } from '../../address.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { ask, useMay } from '../../server.ts';
import { isMoneyKind, kindIcon } from './kinds.ts';

/** Feeds come in overnight, and a weekend's papers on Monday. */
const RECORDED_SOON_DAYS = 2;
const ENTRIES_FIRST = 10;
const GROUPS = ['order', 'contact', 'complaint', 'need', 'money', 'profile'] as const;
type Group = (typeof GROUPS)[number];

/** What happened, newest first, by day: at first as much as stands beside the bill, older parts on demand. */
export function TimelinePanel({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const group = GROUPS.find((one) => one === values['kinds']);
  const story = useStory(publicId, group);
  const [isLong, setLong] = useState(false);
  const known = story.data?.pages.flatMap((page) => page.items) ?? [];
  const entries = isLong ? known : known.slice(0, ENTRIES_FIRST);
  const more = known.length - entries.length + (story.data?.pages.at(-1)?.more ?? 0);
  const showMore = () => {
    if (isLong) void story.fetchNextPage();
    setLong(true);
  };
  const foot = more > 0 && (
    <Button type="link" size="small" className="flat-link" loading={story.isFetchingNextPage} onClick={showMore}>
      {t('customer.timeline.more', { count: more })}
    </Button>
  );
  return (
    <Panel
      title={t('customer.timeline.title')}
      extra={<GroupChoice group={group} onChange={(kinds) => set({ kinds })} />}
      foot={more > 0 ? foot : undefined}
      className="timeline-panel"
    >
      {story.isPending && <Loading lines={8} />}
      {story.isError && <ReplyFailure error={story.error} again={story.refetch} />}
      {story.isSuccess && entries.length === 0 && (
        <p className="secondary">{t(group === undefined ? 'customer.timeline.none' : 'glance.noneOfGroup')}</p>
      )}
      <Days entries={entries} />
    </Panel>
  );
}

function GroupChoice({ group, onChange }: { group: Group | undefined; onChange: (group?: Group) => void }) {
  const { t } = useTranslation();
  const hidden: Partial<Record<Group, boolean>> = { need: !useMay('needs.read') };
  const shown = GROUPS.filter((one) => hidden[one] !== true);
  return (
    <Select<Group | 'all'>
      size="small"
      aria-label={t('glance.groups.label')}
      value={group ?? 'all'}
      options={(['all', ...shown] as const).map((value) => ({ value, label: t(`glance.groups.${value}`) }))}
      popupMatchSelectWidth={false}
      suffixIcon={<Icon name="chevronDown" size={14} />}
      onChange={(value) => onChange(value === 'all' ? undefined : value)}
    />
  );
}

function useStory(publicId: string, kinds: Group | undefined) {
  return useInfiniteQuery({
    queryKey: ['GET /api/customers/:publicId/timeline', publicId, kinds],
    queryFn: ({ pageParam, signal }) =>
      ask('GET /api/customers/:publicId/timeline', {
        params: { publicId },
        query: { before: pageParam, kinds },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last.more > 0 ? last.items.at(-1)?.occurredAt : undefined),
  });
}

function Days({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = Map.groupBy(entries, (entry) => format.dayOf(entry.occurredAt));
  return [...days].map(([day, ofDay]) => (
    <section key={day} className="timeline-day">
      <h3 className="caption">{day === format.today ? t('customer.timeline.today') : format.dayHeading(day)}</h3>
      <ol>
        {ofDay.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  ));
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const format = useFormat();
  const detail = entry.detail === null ? null : format.say(entry.detail);
  return (
    <li className="timeline-entry">
      <time className="secondary figures" dateTime={entry.occurredAt}>
        {timeOf(entry, format)}
      </time>
      <Icon name={kindIcon(entry.kind)} />
      <div>
        <p>{titleOf(entry, format)}</p>
        {detail !== null && detail !== '' && (
          <p className={isQuoted(detail) ? 'secondary quoted' : 'secondary'}>{detail}</p>
        )}
        <LateRecord entry={entry} />
      </div>
    </li>
  );
}

/** Imported facts often have a day and no time; midnight is then not a time. */
function timeOf(entry: TimelineEntry, format: Formats): string {
  const time = format.time(entry.occurredAt);
  return time === '00:00' ? '' : time;
}

function titleOf(entry: TimelineEntry, format: Formats): string {
  const separator = format.language === 'zh' ? '，' : ', ';
  const parts = [format.say(entry.title)];
  if (entry.amount !== null && isMoneyKind(entry.kind)) parts.push(format.money(entry.amount));
  if (entry.by !== null) parts.push(entry.by.name);
  return parts.join(separator);
}

function isQuoted(text: string): boolean {
  return text.startsWith('“') || text.startsWith('"');
}

/** What was known much later than it happened says so: a past score may not have seen it. */
function LateRecord({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const recorded = format.dayOf(entry.recordedAt);
  if (parseDay(recorded) - parseDay(format.dayOf(entry.occurredAt)) <= RECORDED_SOON_DAYS) return null;
  return <p className="caption">{t('customer.timeline.recorded', { day: format.date(recorded) })}</p>;
}
