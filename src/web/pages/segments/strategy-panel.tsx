import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentPage } from '../../../client/shapes.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty } from '../../../ui/states.tsx';
import { failureText, useAct, useMay } from '../../server.ts';

type Segment = SegmentPage['segment'];

/** What we do for these customers; a segment without it is shown as a gap. Beside it the mark of a target. */
export function StrategyPanel({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const mayWrite = useMay('segments.write');
  const [writing, setWriting] = useState(false);
  const write = mayWrite && <Button onClick={() => setWriting(true)}>{t('segments.strategyWrite')}</Button>;
  return (
    <Panel title={t('segments.strategy')}>
      {writing && <Write segment={segment} onClose={() => setWriting(false)} />}
      {!writing && segment.strategy === null && (
        <Empty title={t('segments.strategyGap')} action={write}>
          {t('segments.strategyGapText')}
        </Empty>
      )}
      {!writing && segment.strategy !== null && (
        <Written strategy={segment.strategy} onEdit={mayWrite ? () => setWriting(true) : null} />
      )}
      {mayWrite && !writing && <Mark segment={segment} />}
    </Panel>
  );
}

function Written({ strategy, onEdit }: { strategy: NonNullable<Segment['strategy']>; onEdit: (() => void) | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <p className="segment-strategy">{strategy.text}</p>
      <p className="caption">
        {strategy.by?.name} {format.date(format.dayOf(strategy.since))}{' '}
        {onEdit !== null && (
          <button type="button" className="link-button" onClick={onEdit}>
            {t('segments.edit')}
          </button>
        )}
      </p>
    </>
  );
}

function Write({ segment, onClose }: { segment: Segment; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [text, setText] = useState(segment.strategy?.text ?? '');
  const save = useAct('PUT /api/segments/:key/strategy');
  const act = () =>
    save
      .mutateAsync({ params: { key: segment.key }, body: { text } })
      .then(onClose)
      .catch((error: unknown) => void message.error(failureText(error).text));
  return (
    <>
      <Input.TextArea
        autoFocus
        rows={4}
        maxLength={2000}
        aria-label={t('segments.strategyLabel')}
        placeholder={t('segments.strategyLabel')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="segment-actions">
        <Button type="primary" loading={save.isPending} onClick={() => void act()}>
          {t('segments.save')}
        </Button>
        <Button onClick={onClose}>{t('segments.cancel')}</Button>
      </div>
    </>
  );
}

function Mark({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const mark = useAct('PUT /api/segments/:key/target');
  const unmark = useAct('DELETE /api/segments/:key/target');
  const params = { key: segment.key };
  const tell = (error: unknown) => void message.error(failureText(error).text);
  if (segment.target !== null) {
    return (
      <div className="segment-actions">
        <span className="secondary">{t('segments.marked', { reason: segment.target.reason })}</span>
        <Button type="link" size="small" onClick={() => void unmark.mutateAsync({ params }).catch(tell)}>
          {t('segments.unmark')}
        </Button>
      </div>
    );
  }
  return (
    <div className="segment-actions">
      <Input
        className="values"
        style={{ maxWidth: 240 }}
        aria-label={t('segments.markReason')}
        placeholder={t('segments.markReason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button
        disabled={reason.trim().length < 2}
        loading={mark.isPending}
        onClick={() => void mark.mutateAsync({ params, body: { reason } }).catch(tell)}
      >
        {t('segments.mark')}
      </Button>
    </div>
  );
}
