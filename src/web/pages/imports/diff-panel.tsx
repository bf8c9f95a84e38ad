import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDiffRow, ImportEntry, ImportField, ImportResult } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { type Formats, useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useReply } from '../../server.ts';

/** Rows of each change that are shown at first: enough to see whether the columns were read right. */
const SHOWN_FIRST = 10;

type FieldsByKey = ReadonlyMap<string, ImportField>;

/** What a dry run found: the first rows that are new or would change, with both sides. */
export function DiffPanel({ entry, result }: { entry: ImportEntry; result: ImportResult }) {
  const { t } = useTranslation();
  const reply = useReply('GET /api/import-fields', { query: { kind: entry.kind } });
  const fields: FieldsByKey = new Map((reply.data?.items ?? []).map((field) => [field.key, field]));
  const columns: Columns<ImportDiffRow> = [
    { key: 'change', width: 80, render: (_, { change }) => t(`imports.result.change.${change}`) },
    { key: 'subject', title: t('imports.result.subject'), render: (_, { subject }) => subject.join(' · ') },
    { key: 'fields', title: t('imports.result.fields'), render: (_, row) => <Fields row={row} fields={fields} /> },
    {
      key: 'line',
      title: t('imports.result.line'),
      render: (_, { file, line }) => <span className="secondary">{t('imports.result.place', { file, line })}</span>,
    },
  ];
  const [isWhole, setWhole] = useState(false);
  const rows = isWhole ? result.diff : firstOfEach(result.diff);
  if (rows.length === 0) return null;
  return (
    <Panel
      flush
      title={t('imports.result.diff')}
      caption={t('imports.result.diffCaption', { count: rows.length, total: result.created + result.updated })}
      extra={
        rows.length < result.diff.length && (
          <Button size="small" onClick={() => setWhole(true)}>
            {t('imports.result.diffMore', { count: result.diff.length - rows.length })}
          </Button>
        )
      }
    >
      <DataTable
        rows={rows}
        columns={columns}
        rowKey={({ file, line }) => `${file} ${line}`}
        label={t('imports.result.diff')}
      />
    </Panel>
  );
}

function firstOfEach(diff: readonly ImportDiffRow[]): readonly ImportDiffRow[] {
  const of = (wanted: ImportDiffRow['change']) => diff.filter(({ change }) => change === wanted).slice(0, SHOWN_FIRST);
  return [...of('updated'), ...of('created')];
}

function Fields({ row, fields }: { row: ImportDiffRow; fields: FieldsByKey }) {
  const format = useFormat();
  return (
    <span className="import-why">
      {row.fields
        .filter(({ field }) => fields.has(field))
        .map(({ field: key, before, after }) => {
          const field = fields.get(key);
          const sides = [before, after].filter((side) => side !== null).map((side) => shown(side, field?.type, format));
          return (
            <span key={key}>
              <span className="secondary">{field?.[format.language] ?? key}</span> {sides.join(' → ')}
            </span>
          );
        })}
    </span>
  );
}

/** Money comes in minor units and instants as ISO texts; people read neither. */
function shown(text: string, type: string | undefined, format: Formats): string {
  if (type === 'money') return format.moneyExact(Number(text));
  return type === 'instant' ? format.instant(text) : text;
}
