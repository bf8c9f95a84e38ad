import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { isMoneyKind, useKindName } from './kinds.ts';

type Fact = Indicator['facts'][number];

/** Behind a figure of the receipt: the facts it stands on. */
export function FactsDrawer({ indicator, onClose }: { indicator: Indicator | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = indicator === undefined ? '' : t('customer.drawer.title', { name: format.name(indicator) });
  return (
    <Drawer
      className="facts-drawer"
      open={indicator !== undefined}
      onClose={onClose}
      size={520}
      title={title}
      destroyOnHidden
    >
      {indicator !== undefined && <FactList indicator={indicator} onClose={onClose} />}
    </Drawer>
  );
}

function FactList({ indicator, onClose }: { indicator: Indicator; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useFactColumns();
  return (
    <div className="facts">
      <p className="fact-sentence">{format.say(indicator.sentence)}</p>
      <DataTable
        rows={indicator.facts}
        columns={columns}
        rowKey={(fact) => fact.id}
        label={t('customer.drawer.title', { name: format.name(indicator) })}
        empty={<span className="secondary">{t('customer.drawer.none')}</span>}
        foot={
          <>
            {indicator.factCount > 0 &&
              t('customer.drawer.count', { count: indicator.factCount, shown: indicator.facts.length })}{' '}
            <button type="button" className="link-button" onClick={onClose}>
              {t('customer.drawer.close')}
            </button>
          </>
        }
      />
    </div>
  );
}

function useFactColumns(): Columns<Fact> {
  const { t } = useTranslation();
  const format = useFormat();
  const kindName = useKindName();
  return [
    {
      key: 'when',
      title: t('customer.drawer.when'),
      width: 130,
      render: (_, fact) => <span className="nowrap">{format.instant(fact.occurredAt)}</span>,
    },
    { key: 'kind', title: t('customer.drawer.kind'), render: (_, fact) => kindName(fact.kind) },
    {
      key: 'amount',
      title: t('customer.drawer.amount'),
      align: 'right',
      render: (_, fact) => <span className="figures nowrap">{amountText(fact, format.moneyExact)}</span>,
    },
    {
      key: 'recorded',
      title: t('customer.drawer.recorded'),
      align: 'right',
      width: 100,
      render: (_, fact) => <span className="secondary nowrap">{format.date(format.dayOf(fact.recordedAt))}</span>,
    },
  ];
}

function amountText(fact: Fact, money: (minor: number) => string): string {
  if (fact.amount === null) return '';
  return isMoneyKind(fact.kind) ? money(fact.amount) : formatNumber(fact.amount);
}
