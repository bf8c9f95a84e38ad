import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CustomerList } from '../../../client/shapes.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { FilterBar } from '../../../ui/filter-bar.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { type AddressValues, numberOf, oneOf, useAddress } from '../../address.ts';
import { BasisNote } from '../../basis-note.tsx';
import { ExportButton } from '../../export-button.tsx';
import { FirstStep } from '../../first-step.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { NewCustomer } from '../duplicates/new-customer.tsx';
import { useCustomerColumns } from './columns.tsx';
import { FILTER_KEYS, filtersOf, SORT_DEFAULT, SORTS, useCustomerFilters } from './filters.ts';
import { NoCustomerMatches } from './no-match.tsx';

const ROWS_SHOWN = 50;

/** Every customer, narrowed and sorted in the address, so that a view can be sent to a colleague. */
export function CustomerListPage() {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const list = useReply('GET /api/customers', { query: queryOf(values) });
  const data = list.data;
  return (
    <Page title={t('customers.title')} caption={data && <Caption list={data} />} actions={<Actions values={values} />}>
      <div className="list-tools">
        <Search key={values['query'] ?? ''} value={values['query']} onSearch={(query) => set({ query })} />
        {data !== undefined && <Filters list={data} />}
      </div>
      <Panel flush>
        {list.isError && data === undefined && <ReplyFailure error={list.error} again={list.refetch} />}
        {list.isPending && <Loading lines={10} />}
        {data !== undefined && <Rows list={data} loading={list.isPlaceholderData} />}
      </Panel>
    </Page>
  );
}

function queryOf(values: AddressValues) {
  const sort = oneOf(SORTS, values['sort']) ?? SORT_DEFAULT;
  return { ...filtersOf(values), sort, limit: ROWS_SHOWN, offset: numberOf(values['offset']) ?? 0 };
}

function Caption({ list }: { list: CustomerList }) {
  const { t } = useTranslation();
  return t(list.totalIsCapped === true ? 'customers.captionCapped' : 'customers.caption', { count: list.total });
}

function Actions({ values }: { values: AddressValues }) {
  return (
    <>
      <NewCustomer />
      <ExportButton wanted={{ filters: filtersOf(values), sort: oneOf(SORTS, values['sort']) }} />
    </>
  );
}

function Search({ value, onSearch }: { value: string | undefined; onSearch: (query: string | undefined) => void }) {
  const { t } = useTranslation();
  return (
    <Input.Search
      className="list-search"
      aria-label={t('customers.search')}
      placeholder={t('customers.search')}
      defaultValue={value}
      allowClear
      onSearch={(text) => onSearch(text.trim() === '' ? undefined : text.trim())}
    />
  );
}

function Filters({ list }: { list: CustomerList }) {
  const { values, set } = useAddress();
  const filters = useCustomerFilters(list);
  const none = Object.fromEntries(FILTER_KEYS.map((key) => [key, undefined]));
  return (
    <FilterBar
      filters={filters}
      values={values}
      onChange={(key, value) => set({ [key]: value })}
      onClear={() => set(none)}
    />
  );
}

function Rows({ list, loading }: { list: CustomerList; loading: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { values, set } = useAddress();
  const columns = useCustomerColumns();
  if (list.items.length === 0) return isNarrowed(values) ? <NoCustomerMatches list={list} /> : <FirstStep />;
  return (
    <DataTable
      rows={list.items}
      columns={columns}
      rowKey={(row) => row.customer.publicId}
      label={t('customers.title')}
      sort={values['sort'] ?? SORT_DEFAULT}
      onSort={(sort) => set({ sort })}
      page={{ limit: ROWS_SHOWN, offset: numberOf(values['offset']) ?? 0, total: list.total }}
      onPage={(offset) => set({ offset: offset === 0 ? undefined : String(offset) })}
      loading={loading}
      foot={
        <>
          {list.sums.amountYear === null
            ? t('customers.sumCapped', { count: list.total })
            : t('customers.sum', { count: list.total, amount: format.money(list.sums.amountYear) })}{' '}
          <BasisNote />
        </>
      }
    />
  );
}

function isNarrowed(values: AddressValues): boolean {
  return [...FILTER_KEYS, 'query'].some((key) => values[key] !== undefined);
}
