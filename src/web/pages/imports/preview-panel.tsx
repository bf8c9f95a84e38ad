import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilePreview, ImportEntry, ImportField } from '../../../client/shapes.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Failure, Loading } from '../../../ui/states.tsx';
import { failureText, useCompany, useReply } from '../../server.ts';
import { EncodingChoice } from './encoding-choice.tsx';
import { FIRST_SETTINGS, FirstImport, type FirstSettings } from './first-import.tsx';
import { CustomersFirst, Recognised, useLacksCustomers } from './recognised.tsx';
import { ReturnPanel } from './return-panel.tsx';
import { SampleTable } from './sample-table.tsx';
import { SavedMaps } from './saved-maps.tsx';
import { useStart } from './use-import.ts';
import { usePreview } from './use-preview.ts';

/** The hidden column by which an exported list is known when it comes back. */
const RETURN_MARK = 'changke:customers';
const DATE_ORDERS = ['year_month_day', 'day_month_year', 'month_day_year'] as const;

type DateOrder = (typeof DATE_ORDERS)[number];

interface PreviewPanelProps {
  readonly entry: ImportEntry;
  readonly onDone: () => void;
  readonly onNew: () => void;
}

/** The file as it would be read: encoding, headings, columns, first rows; all of it can be changed before anything happens. */
export function PreviewPanel({ entry, onDone, onNew }: PreviewPanelProps) {
  const { t } = useTranslation();
  const [encoding, setEncoding] = useState<string>();
  const preview = usePreview(entry, encoding);
  const fields = useReply('GET /api/import-fields', { query: { kind: entry.kind } });
  const file = preview.data?.files.find((one) => one.encoding === null) ?? preview.data?.files[0];
  if (preview.isError) {
    return (
      <Panel title={t('imports.preview.title')}>
        <Failure title={t('imports.result.refused')} {...failureText(preview.error)} />
      </Panel>
    );
  }
  if (file === undefined || fields.data === undefined) {
    return (
      <Panel title={t('imports.preview.title')}>
        <Loading lines={8} />
      </Panel>
    );
  }
  if (file.headings.includes(RETURN_MARK)) return <ReturnPanel id={entry.id} onDone={onDone} />;
  if (file.encoding === null) return <EncodingChoice file={file} onChoose={setEncoding} />;
  const items = fields.data.items;
  const key = `${file.name} ${entry.kind}`;
  return <Columns key={key} {...{ entry, file, encoding, onDone, onNew }} fields={items} />;
}

interface ColumnsProps {
  readonly entry: ImportEntry;
  readonly file: FilePreview;
  readonly fields: readonly ImportField[];
  readonly encoding: string | undefined;
  readonly onDone: () => void;
  readonly onNew: () => void;
}

function Columns({ entry, file, fields, encoding, onDone, onNew }: ColumnsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [columns, setColumns] = useState<Readonly<Record<string, string>>>(file.columns);
  const [dates, setDates] = useState<DateOrder>('year_month_day');
  const company = useCompany();
  const [first, setFirst] = useState<FirstSettings>(FIRST_SETTINGS);
  const isFirst = company.data !== undefined && company.data.planVersion === null;
  const start = useStart(entry);
  const lacksCustomers = useLacksCustomers(entry);
  const missing = fields.filter((field) => field.required && (columns[field.key] ?? '') === '');
  const map = {
    kind: entry.kind,
    dates,
    columns: withoutEmpty(columns),
    ...(file.ready === null ? {} : { ready: file.ready.key }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(isFirst ? first : {}),
  };
  const caption = { file: file.name, encoding: file.encoding ?? '', line: file.headerLine ?? 1 };
  return (
    <Panel
      title={t('imports.preview.title')}
      caption={t(entry.files.length > 1 ? 'imports.preview.caption' : 'imports.preview.captionOne', caption)}
    >
      <Recognised entry={entry} file={file} onSorted={onDone} />
      {lacksCustomers && <CustomersFirst entry={entry} onNew={onNew} />}
      {isFirst && !lacksCustomers && <FirstImport settings={first} onChange={setFirst} />}
      <details className="import-details" open={file.ready === null || missing.length > 0}>
        <summary>{t('imports.preview.columns', { count: Object.keys(map.columns).length })}</summary>
        <SavedMaps entry={entry} columns={columns} map={map} onChoose={setColumns} />
        <div className="import-columns">
          {fields.map((field) => (
            <FieldColumn
              key={field.key}
              field={field}
              headings={file.headings}
              value={columns[field.key] ?? ''}
              onChange={(heading) => setColumns({ ...columns, [field.key]: heading })}
            />
          ))}
          <DateOrders value={dates} onChange={setDates} />
        </div>
      </details>
      {missing.length > 0 && (
        <p className="secondary" role="status">
          {t('imports.preview.missing', { fields: missing.map((field) => field[format.language]).join(', ') })}
        </p>
      )}
      {start.error !== null && <Failure {...failureText(start.error)} />}
      {!lacksCustomers && (
        <Acts
          isReady={missing.length === 0 && !start.isPending}
          isLikely={file.looksLike === null || file.looksLike === entry.kind}
          onStart={(dryRun) => start.start(map, dryRun)}
        />
      )}
      <SampleTable headings={file.headings} rows={file.rows} wanted={new Set(Object.values(columns))} />
      {entry.files.length > 1 && (
        <p className="caption">{t('imports.preview.more', { count: entry.files.length - 1 })}</p>
      )}
    </Panel>
  );
}

function withoutEmpty(columns: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(columns).filter(([, heading]) => heading !== ''));
}

interface FieldColumnProps {
  readonly field: ImportField;
  readonly headings: readonly string[];
  readonly value: string;
  readonly onChange: (heading: string) => void;
}

function FieldColumn({ field, headings, value, onChange }: FieldColumnProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const options = [...new Set(headings)]
    .filter((heading) => heading !== '')
    .map((heading) => ({ value: heading, label: heading }));
  const label = field[format.language];
  return (
    <div className={value === '' ? 'import-column import-column-free' : 'import-column'}>
      <span className="caption">
        {label}
        {field.required && ` · ${t('imports.preview.required')}`}
      </span>
      <Select
        aria-label={label}
        value={value}
        options={[{ value: '', label: t('imports.preview.none') }, ...options]}
        showSearch
        suffixIcon={<Icon name="chevronDown" size={14} />}
        onChange={onChange}
      />
    </div>
  );
}

function DateOrders({ value, onChange }: { value: DateOrder; onChange: (order: DateOrder) => void }) {
  const { t } = useTranslation();
  return (
    <div className="import-column">
      <span className="caption">{t('imports.preview.dates')}</span>
      <Select<DateOrder>
        aria-label={t('imports.preview.dates')}
        value={value}
        options={DATE_ORDERS.map((order) => ({ value: order, label: t(`imports.preview.dateOrders.${order}`) }))}
        suffixIcon={<Icon name="chevronDown" size={14} />}
        onChange={onChange}
      />
    </div>
  );
}

/** A dry run comes first: it shows what would happen and changes nothing. */
function Acts(props: { isReady: boolean; isLikely: boolean; onStart: (dryRun: boolean) => void }) {
  const { isReady, isLikely, onStart } = props;
  const { t } = useTranslation();
  return (
    <div className="import-acts">
      <Button type={isLikely ? 'primary' : 'default'} disabled={!isReady} onClick={() => onStart(true)}>
        {t('imports.preview.rehearse')}
      </Button>
      <Button disabled={!isReady} onClick={() => onStart(false)}>
        {t('imports.preview.run')}
      </Button>
      <span className="caption">{t('imports.preview.rehearseHint')}</span>
    </div>
  );
}
