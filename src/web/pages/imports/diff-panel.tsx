import { useTranslation } from 'react-i18next';
import type { ImportDiffRow, ImportResult } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../../../ui/panel.tsx';

/** What a dry run found: the first rows that are new or would change, with both sides. */
export function DiffPanel({ result }: { result: ImportResult }) {
  const { t } = useTranslation();
  const columns: Columns<ImportDiffRow> = [
    { key: 'change', width: 80, render: (_, { change }) => t(`imports.result.change.${change}`) },
    { key: 'subject', title: t('imports.result.subject'), render: (_, { subject }) => subject.join(' · ') },
    { key: 'fields', title: t('imports.result.fields'), render: (_, row) => <Fields row={row} /> },
    {
      key: 'line',
      title: t('imports.result.line'),
      render: (_, { file, line }) => <span className="secondary">{t('imports.result.place', { file, line })}</span>,
    },
  ];
  if (result.diff.length === 0) return null;
  return (
    <Panel
      flush
      title={t('imports.result.diff')}
      caption={t('imports.result.diffCaption', { count: result.diff.length })}
    >
      <DataTable
        rows={result.diff}
        columns={columns}
        rowKey={({ file, line }) => `${file} ${line}`}
        label={t('imports.result.diff')}
      />
    </Panel>
  );
}

function Fields({ row }: { row: ImportDiffRow }) {
  return (
    <span className="import-why">
      {row.fields.map(({ field, before, after }) => (
        <span key={field}>{before === null ? `${field}: ${after ?? ''}` : `${field}: ${before} → ${after ?? ''}`}</span>
      ))}
    </span>
  );
}
