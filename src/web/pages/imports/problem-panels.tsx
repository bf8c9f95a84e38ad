import { useTranslation } from 'react-i18next';
import type { ImportEntry, ImportProblem, ImportReason } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { useReply } from '../../server.ts';

/** Why rows failed or were skipped, and what deserves a look: how many, where the first one is. */
export function ReasonsTable({ reasons }: { reasons: readonly ImportReason[] }) {
  const { t } = useTranslation();
  const columns: Columns<ImportReason> = [
    { key: 'outcome', width: 80, render: (_, { outcome }) => t(`imports.result.outcomes.${outcome}`) },
    { key: 'message', title: t('imports.result.reasons'), render: (_, { message }) => message },
    {
      key: 'count',
      title: t('imports.result.count'),
      align: 'right',
      render: (_, { count }) => <span className="figures">{formatNumber(count)}</span>,
    },
    { key: 'first', title: t('imports.result.first'), render: (_, reason) => <Place reason={reason} /> },
  ];
  return (
    <DataTable
      rows={reasons}
      columns={columns}
      rowKey={({ outcome, code }) => `${outcome} ${code}`}
      label={t('imports.result.reasons')}
    />
  );
}

function Place({ reason: { firstFile: file, firstLine: line, firstColumn: column } }: { reason: ImportReason }) {
  const { t } = useTranslation();
  const words =
    column === null
      ? t('imports.result.place', { file, line })
      : t('imports.result.placeColumn', { file, line, column });
  return <span className="secondary">{words}</span>;
}

/** The first rows that were not used, each with all its reasons. */
export function ProblemsPanel({ entry }: { entry: ImportEntry }) {
  const { t } = useTranslation();
  const found = useReply('GET /api/imports/:id/problems', { params: { id: entry.id } });
  const items = found.data?.items ?? [];
  const columns: Columns<ImportProblem> = [
    {
      key: 'line',
      title: t('imports.result.line'),
      render: (_, { file, line }) => t('imports.result.place', { file: entry.files[file]?.name ?? '', line }),
    },
    { key: 'why', title: t('imports.result.why'), render: (_, problem) => <Why problem={problem} /> },
    { key: 'cells', title: t('imports.result.cells'), render: (_, { cells }) => <Cells cells={cells} /> },
  ];
  if (items.length === 0) return null;
  return (
    <Panel
      flush
      title={t('imports.result.problems')}
      caption={t('imports.result.problemsCaption', { count: items.length })}
    >
      <DataTable
        rows={items}
        columns={columns}
        rowKey={({ file, line }) => `${file} ${line}`}
        label={t('imports.result.problems')}
      />
    </Panel>
  );
}

function Why({ problem }: { problem: ImportProblem }) {
  return (
    <span className="import-why">
      {problem.problems.map(({ code, column, message }) => (
        <span key={`${code} ${column}`}>{column === null ? message : `${column}: ${message}`}</span>
      ))}
    </span>
  );
}

function Cells({ cells }: { cells: readonly string[] }) {
  return <span className="secondary">{cells.filter((cell) => cell !== '').join(' · ')}</span>;
}
