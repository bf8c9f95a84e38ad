import { useTranslation } from 'react-i18next';
import type { GroupSum } from '../../../client/shapes.ts';
import { BandChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Link } from '../../../ui/link.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { BasisNote } from '../../basis-note.tsx';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';

/** Customers that belong together, added up: the largest first. */
export function GroupsPage() {
  const { t } = useTranslation();
  const groups = useReply('GET /api/group-sums');
  const columns = useGroupColumns();
  return (
    <Page title={t('particulars.groups.title')} caption={t('particulars.groups.caption')}>
      <Panel flush>
        {groups.isPending && <Loading lines={8} />}
        {groups.isError && <ReplyFailure error={groups.error} again={groups.refetch} />}
        {groups.data !== undefined && (
          <DataTable
            rows={groups.data.items}
            columns={columns}
            rowKey={({ group }) => group.id}
            label={t('particulars.groups.title')}
            empty={<Empty title={t('particulars.groups.none.title')}>{t('particulars.groups.none.text')}</Empty>}
            foot={
              <>
                {t('particulars.groups.sum', { count: groups.data.items.length })} <BasisNote />
              </>
            }
          />
        )}
      </Panel>
    </Page>
  );
}

function useGroupColumns(): Columns<GroupSum> {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      title: t('particulars.groups.name'),
      className: 'rest',
      render: (_, { group, parent }) => (
        <>
          <Link href={paths.group(group.id)}>{group.name}</Link> <span className="caption">{parent}</span>
        </>
      ),
    },
    {
      key: 'health',
      title: t('people.group.health'),
      render: (_, { colour, score }) => <BandChip band={colour} score={score} />,
    },
    {
      key: 'amount',
      title: t('people.group.sum'),
      align: 'right',
      render: (_, { amountYear }) => <MoneyText minor={amountYear} />,
    },
    {
      key: 'children',
      title: t('particulars.groups.children'),
      align: 'right',
      responsive: ['md'],
      render: (_, { groups }) => groups > 0 && <span className="figures">{formatNumber(groups)}</span>,
    },
    {
      key: 'customers',
      title: t('people.group.customers'),
      align: 'right',
      responsive: ['md'],
      render: (_, { customers, outside }) => (
        <span className="nowrap">
          <span className="figures">{formatNumber(customers)}</span>{' '}
          {outside > 0 && <span className="caption">{t('particulars.groups.outside', { count: outside })}</span>}
        </span>
      ),
    },
  ];
}
