import './plan.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivePlan } from '../../../client/shapes.ts';
import { formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { IndicatorsPart, type PartProps, SegmentsPart, TiersPart, VersionsPart, WarningsPart } from './parts.tsx';
import { PlanText } from './plan-text.tsx';

const PARTS = ['tiers', 'indicators', 'warnings', 'segments', 'versions'] as const;

type Part = (typeof PARTS)[number];

/** The plan in force: its parts left, its text right; what one picks is lit in both. */
export function PlanPage() {
  const { t } = useTranslation();
  const plan = useReply('GET /api/plan');
  const data = plan.data;
  return (
    <Page title={data?.name ?? t('plan.title')} caption={data && <Caption plan={data} />}>
      {plan.isPending && (
        <div className="panel panel-loading">
          <Loading lines={10} />
        </div>
      )}
      {plan.isError && data === undefined && <ReplyFailure error={plan.error} again={plan.refetch} />}
      {data !== undefined && <PlanColumns plan={data} />}
    </Page>
  );
}

function Caption({ plan }: { plan: ActivePlan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const when = format.date(format.dayOf(plan.activatedAt));
  return (
    <>
      {t('plan.caption', { version: plan.version, when })}
      {plan.activatedBy !== null && t('plan.by', { name: plan.activatedBy.name })}
    </>
  );
}

function PlanColumns({ plan }: { plan: ActivePlan }) {
  const { t } = useTranslation();
  const [part, setPart] = useState<Part>('indicators');
  const [lit, setLit] = useState<string>();
  return (
    <div className="columns plan-columns">
      <nav className="panel plan-nav" aria-label={t('plan.navLabel')}>
        {PARTS.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === part}
            className={one === part ? 'plan-part plan-current' : 'plan-part'}
            onClick={() => {
              setPart(one);
              setLit(one);
            }}
          >
            {t(`plan.nav.${one}`)}
            <span className="caption figures">{formatNumber(plan[one].length)}</span>
          </button>
        ))}
      </nav>
      <Panel flush className="plan-form">
        <PartTable plan={plan} part={part} lit={lit} onLit={setLit} />
      </Panel>
      <PlanText text={plan.text} lit={lit} />
    </div>
  );
}

function PartTable({ part, ...props }: PartProps & { part: Part }) {
  if (part === 'tiers') return <TiersPart {...props} />;
  if (part === 'indicators') return <IndicatorsPart {...props} />;
  if (part === 'warnings') return <WarningsPart {...props} />;
  return part === 'segments' ? <SegmentsPart {...props} /> : <VersionsPart {...props} />;
}
