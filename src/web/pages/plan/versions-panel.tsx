import { useTranslation } from 'react-i18next';
import type { PlanVersionList, PlanVersionRow } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { paths } from '../../paths.ts';

/** Every version: who wrote it, why, from which, and where it stands; each opens. */
export function VersionsPanel({ versions, opened }: { versions: PlanVersionList; opened: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Columns<PlanVersionRow> = [
    {
      key: 'version',
      title: t('plan.version'),
      width: 150,
      render: (_, one) => (
        <>
          {one.version === opened ? (
            <b>v{one.version}</b>
          ) : (
            <Link href={paths.plan({ version: String(one.version) })}>v{one.version}</Link>
          )}{' '}
          <TagChip accent={one.state === 'in_force'}>{t(`plan.state.${one.state}`)}</TagChip>
        </>
      ),
    },
    {
      key: 'author',
      title: t('plan.author'),
      width: 120,
      render: (_, one) => one.author?.name ?? <span className="secondary">{t('plan.program')}</span>,
    },
    {
      key: 'created',
      title: t('plan.created'),
      width: 110,
      render: (_, one) => <span className="nowrap">{format.age(one.createdAt)}</span>,
    },
    {
      key: 'basedOn',
      title: t('plan.from'),
      width: 80,
      render: (_, { basedOn }) => <span className="secondary">{basedOn === null ? '–' : `v${basedOn}`}</span>,
    },
    {
      key: 'since',
      title: t('plan.inForceSince'),
      width: 130,
      render: (_, { inForceSince }) =>
        inForceSince === null ? <span className="secondary">–</span> : format.date(format.dayOf(inForceSince)),
    },
    { key: 'reason', title: t('plan.reason'), render: (_, one) => <span className="secondary">{one.reason}</span> },
  ];
  return (
    <Panel title={t('plan.nav.versions')} flush className="plan-versions">
      <DataTable
        rows={versions.items}
        columns={columns}
        rowKey={(one) => String(one.version)}
        label={t('plan.nav.versions')}
        foot={versions.approval === 'two_persons' ? t('plan.twoPersons') : t('plan.onePerson')}
      />
    </Panel>
  );
}
