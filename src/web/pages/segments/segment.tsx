import './segments.css';
import { Button } from 'antd';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentPage as Shown } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { Link, NavigateContext } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { useAddress, usePathPart } from '../../address.ts';
import { ExportButton } from '../../export-button.tsx';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useMay, useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { SegmentBuilder } from './builder.tsx';
import { DefinitionPanel } from './definition-panel.tsx';
import { FiguresStrip } from './figures-strip.tsx';
import { MembersPanel } from './members-panel.tsx';
import { MovesPanel } from './moves-panel.tsx';
import { StrategyPanel } from './strategy-panel.tsx';
import { TrendPanel } from './trend-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';
import { Withdraw } from './withdraw.tsx';

const NEW = 'new';

/** One segment: what it says, who is in it, what they are worth, who came and went, what we do for them. */
export function SegmentPage() {
  const key = usePathPart('id');
  return key === NEW ? <NewSegment /> : <Segment key={key} segmentKey={key} />;
}

function NewSegment() {
  const { t } = useTranslation();
  return (
    <Page title={t('segments.newTitle')} crumbs={<Crumbs name={t('segments.newTitle')} />}>
      <SegmentBuilder segment={null} />
    </Page>
  );
}

function Crumbs({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Link href={paths.segments()}>{t('segments.crumb')}</Link> / <b>{name}</b>
    </>
  );
}

function Segment({ segmentKey }: { segmentKey: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { values } = useAddress();
  const page = useReply('GET /api/segments/:key', { params: { key: segmentKey } });
  const data = page.data;
  const isEdited = values['edit'] !== undefined;
  const name = data === undefined ? t('segments.title') : format.name(data.segment);
  return (
    <Page
      title={name}
      crumbs={<Crumbs name={name} />}
      actions={data && !isEdited && <Actions segment={data.segment} />}
    >
      {page.isPending && (
        <Panel>
          <Loading lines={10} />
        </Panel>
      )}
      {page.isError && data === undefined && <ReplyFailure error={page.error} again={page.refetch} />}
      {data !== undefined && (isEdited ? <SegmentBuilder segment={data.segment} /> : <Parts page={data} />)}
    </Page>
  );
}

function Actions({ segment }: { segment: Shown['segment'] }) {
  const { t } = useTranslation();
  const navigate = useContext(NavigateContext);
  const [withdrawing, setWithdrawing] = useState(false);
  const mayWrite = useMay('segments.write') && segment.isOwn;
  return (
    <>
      {segment.target !== null && <TagChip accent>{t('segments.marked', { reason: segment.target.reason })}</TagChip>}
      {mayWrite && <Button onClick={() => setWithdrawing(true)}>{t('segments.withdraw')}</Button>}
      {mayWrite && (
        <Button onClick={() => navigate(paths.segment(segment.key, { edit: 'yes' }))}>{t('segments.edit')}</Button>
      )}
      <ExportButton wanted={{ filters: { segment: segment.key }, sort: '-amountYear' }} />
      {withdrawing && <Withdraw segment={segment} onClose={() => setWithdrawing(false)} />}
    </>
  );
}

function Parts({ page }: { page: Shown }) {
  return (
    <>
      <div className="columns segment-head">
        <DefinitionPanel page={page} />
        <TrendPanel page={page} />
      </div>
      <FiguresStrip figures={page.figures} />
      <div className="columns segment-below">
        <StrategyPanel segment={page.segment} />
        <MovesPanel moves={page.moves} />
      </div>
      <MembersPanel segmentKey={page.segment.key} />
      {page.versions.length > 0 && <VersionsPanel versions={page.versions} />}
    </>
  );
}
