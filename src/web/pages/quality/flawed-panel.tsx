import { useTranslation } from 'react-i18next';
import type { Flaw, FlawedRow } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { CustomerName } from '../../customer-mark.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Mend } from './mend.tsx';

const ROWS_SHOWN = 20;

interface FlawedPanelProps {
  readonly flaw: Flaw;
  readonly owner: string | undefined;
  readonly offset: number;
  readonly onPage: (offset: number) => void;
  readonly onClear: () => void;
}

/** The customers with one flaw, each with what mends it. */
export function FlawedPanel({ flaw, owner, offset, onPage, onClear }: FlawedPanelProps) {
  const { t } = useTranslation();
  const flawed = useReply('GET /api/quality/customers', { query: { flaw, owner, limit: ROWS_SHOWN, offset } });
  const columns = useFlawedColumns(flaw);
  const everybody = (
    <button type="button" className="link-button" onClick={onClear}>
      {t('quality.everybody')}
    </button>
  );
  return (
    <Panel
      flush
      title={t(`quality.flaws.${flaw}`)}
      caption={flawed.data && t('quality.listCaption', { count: flawed.data.total })}
      extra={owner === undefined ? undefined : everybody}
    >
      {flawed.isPending && <Loading lines={6} />}
      {flawed.isError && <ReplyFailure error={flawed.error} again={flawed.refetch} />}
      {flawed.data !== undefined && (
        <DataTable
          rows={flawed.data.items}
          columns={columns}
          rowKey={({ customer }) => customer.publicId}
          label={t(`quality.flaws.${flaw}`)}
          page={{ limit: ROWS_SHOWN, offset, total: flawed.data.total }}
          onPage={onPage}
          empty={<Empty title={t('quality.none')}>{t('quality.noneText')}</Empty>}
        />
      )}
    </Panel>
  );
}

function useFlawedColumns(flaw: Flaw): Columns<FlawedRow> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'customer',
      title: t('quality.columns.customer'),
      render: (_, { customer, detail }) => (
        <span>
          <CustomerName customer={customer} />
          {detail !== null && <span className="caption flaw-detail">{format.say(detail)}</span>}
        </span>
      ),
    },
    {
      key: 'owner',
      title: t('quality.columns.owner'),
      responsive: ['md'],
      render: (_, { owner }) => owner?.name ?? <span className="secondary">{t('quality.nobody')}</span>,
    },
    {
      key: 'mend',
      title: t('quality.columns.fix'),
      align: 'right',
      render: (_, row) => <Mend key={`${flaw} ${row.customer.publicId}`} flaw={flaw} row={row} />,
    },
  ];
}
