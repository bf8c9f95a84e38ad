import './receivables.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Aging } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useMay, useReply } from '../../server.ts';
import { AgingPanel, TrendPanel } from './aging-panel.tsx';
import { HoldForm, HoldsPanel } from './holds-panel.tsx';
import { PaymentsPanel } from './payments-panel.tsx';
import { ReceivablesPanel } from './receivables-panel.tsx';
import { TermsPanel } from './terms-panel.tsx';

/** What they owe and how they pay, on which terms, and whether we still deliver. */
export function ReceivablesTab({ publicId }: { publicId: string }) {
  const aging = useReply('GET /api/customers/:publicId/aging', { params: { publicId } });
  if (aging.data === undefined) {
    return (
      <div className="panel panel-loading">
        {aging.isError ? <ReplyFailure error={aging.error} again={aging.refetch} /> : <Loading lines={8} />}
      </div>
    );
  }
  const { figures } = aging.data;
  return (
    <div className="receivables">
      <HoldStrip publicId={publicId} figures={figures} />
      <div className="receivables-column">
        <AgingPanel said={aging.data} />
        <ReceivablesPanel publicId={publicId} />
        <PaymentsPanel publicId={publicId} />
      </div>
      <div className="receivables-column">
        <TermsPanel publicId={publicId} figures={figures} />
        <TrendPanel months={aging.data.months} asOf={aging.data.asOf} />
        <HoldsPanel publicId={publicId} />
      </div>
    </div>
  );
}

function HoldStrip({ publicId, figures }: { publicId: string; figures: Aging['figures'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [lifting, setLifting] = useState(false);
  const holds = useReply('GET /api/customers/:publicId/credit-holds', { params: { publicId } });
  const mayWrite = useMay('receivables.write');
  const lasting = holds.data?.items.find((hold) => hold.liftedAt === null);
  if (figures.onHold === null) return null;
  const { since, reason } = figures.onHold;
  return (
    <div className="hold-strip">
      <TagChip>{t('receivables.hold.badge')}</TagChip>
      {t('receivables.hold.since', { day: format.date(format.dayOf(since)), reason })}
      {mayWrite && lasting !== undefined && (
        <>
          <Button onClick={() => setLifting(true)}>{t('receivables.hold.lift')}</Button>
          <HoldForm publicId={publicId} lift={lasting.id} open={lifting} onClose={() => setLifting(false)} />
        </>
      )}
    </div>
  );
}
