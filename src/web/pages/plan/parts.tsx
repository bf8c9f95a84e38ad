import { useTranslation } from 'react-i18next';
import type { ActivePlan } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { formatNumber, formatPlain } from '../../../ui/format.ts';
import { FigureLink } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { CustomerTier } from '../../customer-mark.tsx';
import { paths } from '../../paths.ts';

type Indicator = ActivePlan['indicators'][number];
type Warning = ActivePlan['warnings'][number];
type Tier = ActivePlan['tiers'][number];
type Version = ActivePlan['versions'][number];

export interface PartProps {
  readonly plan: ActivePlan;
  readonly lit: string | undefined;
  readonly onLit: (key: string) => void;
}

/** A name that lights its lines in the text. */
function Pick({ name, chosen, onPick }: { name: string; chosen: boolean; onPick: () => void }) {
  return (
    <button
      type="button"
      className={chosen ? 'plan-pick plan-picked' : 'plan-pick'}
      aria-pressed={chosen}
      onClick={onPick}
    >
      {name}
    </button>
  );
}

export function TiersPart({ plan, lit, onLit }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Columns<Tier> = [
    { key: 'chip', title: '', width: 64, render: (_, tier) => <CustomerTier tier={tier} /> },
    {
      key: 'name',
      title: t('plan.tier'),
      render: (_, tier) => <Pick name={format.name(tier)} chosen={lit === tier.key} onPick={() => onLit(tier.key)} />,
    },
    { key: 'key', title: t('plan.key'), render: (_, tier) => <code className="secondary">{tier.key}</code> },
    {
      key: 'customers',
      title: '',
      align: 'right',
      render: (_, tier) => (
        <FigureLink href={paths.customers({ tier: tier.key })}>{t('plan.tierCustomers')}</FigureLink>
      ),
    },
  ];
  return <DataTable rows={plan.tiers} columns={columns} rowKey={(tier) => tier.key} label={t('plan.nav.tiers')} />;
}

export function IndicatorsPart({ plan, lit, onLit }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = (value: number | null) => <span className="figures">{value === null ? '' : formatPlain(value)}</span>;
  const columns: Columns<Indicator> = [
    {
      key: 'name',
      title: t('plan.indicator'),
      render: (_, one) => <Pick name={format.name(one)} chosen={lit === one.key} onPick={() => onLit(one.key)} />,
    },
    {
      key: 'risk',
      title: t('plan.risk'),
      render: (_, one) => <span className="secondary">{riskName(one.risk, t)}</span>,
    },
    { key: 'good', title: t('plan.good'), align: 'right', render: (_, one) => figure(one.good) },
    { key: 'bad', title: t('plan.bad'), align: 'right', render: (_, one) => figure(one.bad) },
    {
      key: 'weight',
      title: t('plan.weight'),
      align: 'right',
      render: (_, one) => <b className="figures">{formatNumber(one.weight)}</b>,
    },
  ];
  const weight = formatNumber(plan.indicators.reduce((sum, one) => sum + one.weight, 0));
  return (
    <DataTable
      rows={plan.indicators}
      columns={columns}
      rowKey={(one) => one.key}
      label={t('plan.nav.indicators')}
      foot={t('plan.weightSum', { count: plan.indicators.length, weight })}
    />
  );
}

export function WarningsPart({ plan, lit, onLit }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Columns<Warning> = [
    {
      key: 'name',
      title: t('plan.warning'),
      render: (_, one) => <Pick name={format.name(one)} chosen={lit === one.key} onPick={() => onLit(one.key)} />,
    },
    {
      key: 'level',
      title: t('plan.level'),
      width: 70,
      render: (_, one) => <TagChip>{t('plan.levels', { level: one.level })}</TagChip>,
    },
    {
      key: 'risk',
      title: t('plan.risk'),
      width: 90,
      render: (_, one) => <span className="secondary">{riskName(one.risk, t)}</span>,
    },
    { key: 'within', title: t('plan.within'), render: (_, one) => limitText(one.within, t) },
    {
      key: 'by',
      title: t('plan.by_whom'),
      render: (_, one) => <span className="secondary">{postName(one.by, t)}</span>,
    },
  ];
  return <DataTable rows={plan.warnings} columns={columns} rowKey={(one) => one.key} label={t('plan.nav.warnings')} />;
}

export function SegmentsPart({ plan, lit, onLit }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Columns<Tier> = [
    {
      key: 'name',
      title: t('plan.segment'),
      render: (_, one) => <Pick name={format.name(one)} chosen={lit === one.key} onPick={() => onLit(one.key)} />,
    },
    { key: 'key', title: t('plan.key'), render: (_, one) => <code className="secondary">{one.key}</code> },
  ];
  return (
    <DataTable
      rows={plan.segments}
      columns={columns}
      rowKey={(one) => one.key}
      label={t('plan.nav.segments')}
      empty={<span className="secondary">{t('plan.none')}</span>}
    />
  );
}

export function VersionsPart({ plan }: PartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Columns<Version> = [
    {
      key: 'version',
      title: t('plan.version'),
      width: 120,
      render: (_, one) => (
        <>
          <b>v{one.version}</b> {one.active && <TagChip accent>{t('plan.active')}</TagChip>}
        </>
      ),
    },
    {
      key: 'created',
      title: t('plan.created'),
      width: 110,
      render: (_, one) => <span className="nowrap">{format.date(format.dayOf(one.createdAt))}</span>,
    },
    { key: 'reason', title: t('plan.reason'), render: (_, one) => <span className="secondary">{one.reason}</span> },
  ];
  return (
    <DataTable
      rows={plan.versions}
      columns={columns}
      rowKey={(one) => String(one.version)}
      label={t('plan.nav.versions')}
    />
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

function riskName(risk: string, t: Translate): string {
  const names: Record<string, string> = {
    need: t('plan.risks.need'),
    relation: t('plan.risks.relation'),
    external: t('plan.risks.external'),
  };
  return names[risk] ?? risk;
}

function postName(post: string, t: Translate): string {
  const names: Record<string, string> = {
    account_manager: t('plan.posts.account_manager'),
    retention_lead: t('plan.posts.retention_lead'),
    service_agent: t('plan.posts.service_agent'),
    credit_controller: t('plan.posts.credit_controller'),
    executive: t('plan.posts.executive'),
    administrator: t('plan.posts.administrator'),
  };
  return names[post] ?? post;
}

function limitText(within: Warning['within'], t: Translate): string {
  const { count, unit } = within;
  if (unit === 'working_days') return t('plan.units.working_days', { count });
  if (unit === 'working_hours') return t('plan.units.working_hours', { count });
  return unit === 'days' ? t('plan.units.days', { count }) : t('plan.units.elapsed', { count });
}
