import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../client/client.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Fact, Panel } from '../../../ui/panel.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { failureText, useAct, useReply } from '../../server.ts';

type Diff = Reply<'GET /api/list-returns/:id'>;
type ReturnCell = Diff['cells'][number];

const FIGURES = ['changed', 'conflicts', 'problems', 'strangers'] as const;

/** An exported list that came back: what was edited, what somebody else changed meanwhile, and who wins. */
export function ReturnPanel({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation();
  const diff = useReply('GET /api/list-returns/:id', { params: { id } });
  if (diff.data === undefined) {
    return (
      <Panel title={t('imports.returned.title')}>
        {diff.isError ? <Failure {...failureText(diff.error)} /> : <Loading lines={6} />}
      </Panel>
    );
  }
  return <ReturnDiff id={id} diff={diff.data} onDone={onDone} />;
}

const keyOf = ({ publicId, field }: ReturnCell) => `${publicId} ${field}`;

function ReturnDiff({ id, diff, onDone }: { id: string; diff: Diff; onDone: () => void }) {
  const { t } = useTranslation();
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set());
  const apply = useAct('POST /api/list-returns/:id/application');
  const choose = (cell: ReturnCell, wins: boolean) => {
    const next = new Set(mine);
    if (wins) next.add(keyOf(cell));
    else next.delete(keyOf(cell));
    setMine(next);
  };
  const columns = useCellColumns(mine, choose);
  const chosen = diff.cells.filter((cell) => mine.has(keyOf(cell))).map(({ publicId, field }) => ({ publicId, field }));
  const send = () => apply.mutate({ params: { id }, body: { mine: chosen } }, { onSuccess: onDone });
  const count = diff.changed + chosen.length;
  return (
    <>
      <Panel
        title={t('imports.returned.title')}
        caption={t('imports.returned.caption', { count: diff.rows })}
        extra={
          <Button type="primary" disabled={count === 0} loading={apply.isPending} onClick={send}>
            {t('imports.returned.apply', { count })}
          </Button>
        }
      >
        <dl className="import-figures">
          {FIGURES.map((key) => (
            <Fact key={key} label={t(`imports.returned.${key}`)}>
              <span className="figures">{diff[key]}</span>
            </Fact>
          ))}
        </dl>
        {diff.ignored.length > 0 && (
          <p className="caption">{t('imports.returned.ignored', { columns: diff.ignored.join('、') })}</p>
        )}
        {apply.error !== null && <Failure {...failureText(apply.error)} />}
      </Panel>
      <Panel flush title={t('imports.returned.cells')}>
        {diff.cells.length === 0 ? (
          <Empty title={t('imports.returned.none')} />
        ) : (
          <DataTable rows={diff.cells} columns={columns} rowKey={keyOf} label={t('imports.returned.cells')} />
        )}
      </Panel>
    </>
  );
}

function useCellColumns(
  mine: ReadonlySet<string>,
  choose: (cell: ReturnCell, wins: boolean) => void,
): Columns<ReturnCell> {
  const { t } = useTranslation();
  return [
    { key: 'name', title: t('imports.returned.customer'), dataIndex: 'name' },
    {
      key: 'field',
      title: t('imports.result.fields'),
      render: (_, { field }) => t(`imports.returned.fields.${field}`),
    },
    { key: 'theirs', title: t('imports.returned.theirs'), render: (_, { theirs }) => theirs ?? '–' },
    { key: 'mine', title: t('imports.returned.mine'), render: (_, cell) => <Mine cell={cell} /> },
    {
      key: 'conflict',
      render: (_, cell) =>
        cell.isConflict &&
        cell.problem === null && (
          <Segmented
            size="small"
            aria-label={t('imports.returned.conflicts')}
            value={mine.has(keyOf(cell)) ? 'mine' : 'theirs'}
            options={(['theirs', 'mine'] as const).map((value) => ({
              value,
              label: t(`imports.returned.keep.${value}`),
            }))}
            onChange={(value) => choose(cell, value === 'mine')}
          />
        ),
    },
  ];
}

function Mine({ cell: { mine, problem } }: { cell: ReturnCell }) {
  if (problem === null) return mine ?? '–';
  return (
    <span className="import-why">
      {mine}
      <span className="import-grid-bad-text">{problem}</span>
    </span>
  );
}
