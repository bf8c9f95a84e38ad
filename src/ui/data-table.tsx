import './data-table.css';
import { Table, type TableColumnsType, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type Columns<Row> = TableColumnsType<Row>;

interface DataTableProps<Row> {
  readonly rows: readonly Row[];
  readonly columns: Columns<Row>;
  readonly rowKey: (row: Row) => string;
  readonly label: string;
  /** `score` ascending, `-score` descending; a column sorts when its key is what the list can sort by. */
  readonly sort?: string;
  readonly onSort?: (sort: string | undefined) => void;
  readonly page?: { readonly limit: number; readonly offset: number; readonly total: number };
  readonly onPage?: (offset: number) => void;
  readonly loading?: boolean;
  /** Rows that can be chosen, by their keys; what is done with them stands at the foot. */
  readonly chosen?: readonly string[];
  readonly onChoose?: (keys: readonly string[]) => void;
  readonly foot?: ReactNode;
  readonly empty?: ReactNode;
}

/** No stripes, no vertical lines, small heads; sorting and paging live outside, in the address. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, sort, onSort, page } = props;
  const sorted = columns.map((column) => ({ ...column, sortOrder: orderOf(String(column.key), sort) }));
  return (
    <section className="data-table" aria-label={props.label}>
      <Table<Row>
        size="small"
        columns={onSort === undefined ? columns : sorted}
        dataSource={[...props.rows]}
        rowKey={props.rowKey}
        loading={props.loading ?? false}
        pagination={false}
        showSorterTooltip={false}
        {...selectionOf(props)}
        locale={{ emptyText: props.empty }}
        onChange={(_pages, _filters, sorter) => onSort?.(sortOf(sorter))}
      />
      {(props.foot !== undefined || page !== undefined) && (
        <footer className="table-foot">
          <span className="secondary">{props.foot}</span>
          {page !== undefined && <Pages {...page} onPage={props.onPage} />}
        </footer>
      )}
    </section>
  );
}

function selectionOf<Row>({ chosen, onChoose }: DataTableProps<Row>): Pick<TableProps<Row>, 'rowSelection'> {
  if (chosen === undefined || onChoose === undefined) return {};
  return {
    rowSelection: {
      selectedRowKeys: [...chosen],
      preserveSelectedRowKeys: true,
      onChange: (keys) => onChoose(keys.map(String)),
    },
  };
}

interface PagesProps {
  readonly limit: number;
  readonly offset: number;
  readonly total: number;
  readonly onPage?: ((offset: number) => void) | undefined;
}

function Pages({ limit, offset, total, onPage }: PagesProps) {
  const { t } = useTranslation();
  if (total <= limit) return null;
  const last = Math.min(offset + limit, total);
  return (
    <nav className="pages" aria-label={t('ui.pages.label')}>
      <span className="caption figures">{t('ui.pages.range', { from: offset + 1, to: last, total })}</span>
      <PageButton wanted={offset - limit} can={offset > 0} onPage={onPage}>
        {t('ui.pages.previous')}
      </PageButton>
      <PageButton wanted={offset + limit} can={last < total} onPage={onPage}>
        {t('ui.pages.next')}
      </PageButton>
    </nav>
  );
}

function PageButton(props: { wanted: number; can: boolean; onPage: PagesProps['onPage']; children: ReactNode }) {
  return (
    <button
      type="button"
      className="page-button"
      disabled={!props.can}
      onClick={() => props.onPage?.(Math.max(0, props.wanted))}
    >
      {props.children}
    </button>
  );
}

function orderOf(key: string, sort: string | undefined): 'ascend' | 'descend' | null {
  if (sort === key) return 'ascend';
  return sort === `-${key}` ? 'descend' : null;
}

type Sorter<Row> = Parameters<NonNullable<TableProps<Row>['onChange']>>[2];

function sortOf<Row>(sorter: Sorter<Row>): string | undefined {
  const one = Array.isArray(sorter) ? sorter[0] : sorter;
  if (one?.order === undefined || one.order === null || one.columnKey === undefined) return undefined;
  return one.order === 'descend' ? `-${String(one.columnKey)}` : String(one.columnKey);
}
