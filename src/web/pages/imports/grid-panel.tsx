import { Button, Select } from 'antd';
import { type ClipboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportField, ImportKind } from '../../../client/shapes.ts';
import { formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Failure } from '../../../ui/states.tsx';
import { ask, failureText, useReply } from '../../server.ts';
import { KindChoice } from './kind-choice.tsx';
import { csvOf, gridOf, type PastedGrid, type Problems, problemsOf, withCell } from './pasted.ts';
import { uploadFiles } from './upload.ts';

/** Typing is checked once it rests. */
const CHECK_AFTER_MS = 400;

/** A table pasted from a spreadsheet: cells are checked where they stand, then it goes the way of any file. */
export function GridPanel({ onBegun }: { onBegun: (id: string) => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ImportKind>('customers');
  const [grid, setGrid] = useState<PastedGrid>();
  const [failure, setFailure] = useState<unknown>();
  const fields = useReply('GET /api/import-fields', { query: { kind } }).data?.items ?? [];
  const paste = (text: string, wanted: ImportKind) => {
    setFailure(undefined);
    readPasted(wanted, text).then(setGrid, setFailure);
  };
  const choose = (next: ImportKind) => {
    setKind(next);
    if (grid !== undefined) paste(grid.text, next);
  };
  return (
    <Panel title={t('imports.paste.title')} caption={t('imports.paste.caption')}>
      <KindChoice value={kind} onChange={choose} />
      {failure !== undefined && <Failure {...failureText(failure)} />}
      {grid === undefined ? (
        <PasteArea onPaste={(text) => paste(text, kind)} />
      ) : (
        <Grid
          key={grid.text + kind}
          kind={kind}
          first={grid}
          fields={fields}
          onBegun={onBegun}
          onClear={() => setGrid(undefined)}
        />
      )}
    </Panel>
  );
}

async function readPasted(kind: ImportKind, text: string): Promise<PastedGrid> {
  const rows = gridOf(text);
  const checked = await ask('POST /api/import-checks', { body: { kind, rows, columns: null } });
  return { text, rows: checked.hasHeadings ? rows.slice(1) : rows, columns: checked.columns };
}

function PasteArea({ onPaste }: { onPaste: (text: string) => void }) {
  const { t } = useTranslation();
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    onPaste(event.clipboardData.getData('text/plain'));
  };
  return (
    <textarea
      className="import-paste"
      aria-label={t('imports.paste.area')}
      placeholder={t('imports.paste.area')}
      rows={6}
      value=""
      onPaste={paste}
      onChange={(event) => onPaste(event.target.value)}
    />
  );
}

interface GridProps {
  readonly kind: ImportKind;
  readonly first: PastedGrid;
  readonly fields: readonly ImportField[];
  readonly onBegun: (id: string) => void;
  readonly onClear: () => void;
}

function Grid({ kind, first, fields, onBegun, onClear }: GridProps) {
  const { t } = useTranslation();
  const [rows, setRows] = useState(first.rows);
  const [columns, setColumns] = useState(first.columns);
  const problems = useChecked(kind, rows, columns);
  const [failure, setFailure] = useState<unknown>();
  const change = useCallback((row: number, column: number, text: string) => {
    setRows((before) => withCell(before, row, column, text));
  }, []);
  const headings = useMemo(() => new Map(fields.map((field) => [field.key, field.zh])), [fields]);
  const proceed = () => {
    const bytes = new Blob([csvOf(rows, columns, headings)], { type: 'text/csv' });
    uploadFiles(kind, [{ name: t('imports.paste.fileName'), bytes }], () => undefined).then(onBegun, setFailure);
  };
  const words = { rows: rows.length, problems: problems.count };
  return (
    <>
      {failure !== undefined && <Failure {...failureText(failure)} />}
      <div className="import-acts">
        <Button type="primary" onClick={proceed}>
          {t('imports.paste.proceed')}
        </Button>
        <Button onClick={onClear}>{t('imports.paste.again')}</Button>
        <span className={problems.count > 0 ? 'import-grid-bad-text' : 'caption'} role="status">
          {t(problems.count > 0 ? 'imports.paste.problems' : 'imports.paste.clean', words)}
        </span>
      </div>
      {problems.whole.map((text) => (
        <p key={text} className="import-grid-bad-text">
          {text}
        </p>
      ))}
      <section className="import-grid" aria-label={t('imports.paste.title')}>
        <table>
          <GridHead columns={columns} fields={fields} onChange={setColumns} />
          <tbody>
            {rows.map((cells, index) => (
              <GridRow
                key={`row ${String(index)}`}
                row={index}
                cells={cells}
                width={columns.length}
                problems={problems.byRow.get(index)}
                onChange={change}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** What is wrong now; while people type, what was wrong a moment ago. */
function useChecked(kind: ImportKind, rows: PastedGrid['rows'], columns: PastedGrid['columns']): Problems {
  const [problems, setProblems] = useState<Problems>(problemsOf([]));
  const asked = useRef(0);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const mine = ++asked.current;
      ask('POST /api/import-checks', { body: { kind, rows: rows.map((cells) => [...cells]), columns: [...columns] } })
        .then((checked) => mine === asked.current && setProblems(problemsOf(checked.problems)))
        .catch(() => undefined);
    }, CHECK_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [kind, rows, columns]);
  return problems;
}

interface GridHeadProps {
  readonly columns: PastedGrid['columns'];
  readonly fields: readonly ImportField[];
  readonly onChange: (columns: PastedGrid['columns']) => void;
}

function GridHead({ columns, fields, onChange }: GridHeadProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const options = [
    { value: '', label: t('imports.preview.none') },
    ...fields.map((field) => ({ value: field.key, label: field[language] })),
  ];
  return (
    <thead>
      <tr>
        <th scope="col" aria-label={t('imports.result.line')} />
        {columns.map((key, index) => (
          <th key={`column ${String(index)}`} scope="col">
            <Select
              aria-label={t('imports.paste.column', { number: index + 1 })}
              size="small"
              variant="borderless"
              showSearch
              optionFilterProp="label"
              popupMatchSelectWidth={false}
              value={key ?? ''}
              options={options}
              onChange={(value) => onChange(columns.map((one, at) => (at === index ? value || null : one)))}
            />
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface GridRowProps {
  readonly row: number;
  readonly cells: readonly string[];
  readonly width: number;
  readonly problems: ReadonlyMap<number, string> | undefined;
  readonly onChange: (row: number, column: number, text: string) => void;
}

/** Only the row somebody types in is drawn again. */
const GridRow = memo(function GridRow({ row, cells, width, problems, onChange }: GridRowProps) {
  const whole = problems?.get(-1);
  return (
    <tr>
      <th scope="row" className={whole === undefined ? '' : 'import-grid-bad'} title={whole}>
        {formatNumber(row + 1)}
      </th>
      {Array.from({ length: width }, (_, column) => {
        const wrong = problems?.get(column);
        return (
          <td key={`cell ${String(column)}`} className={wrong === undefined ? '' : 'import-grid-bad'} title={wrong}>
            <input
              value={cells[column] ?? ''}
              aria-invalid={wrong !== undefined}
              aria-label={`${row + 1} · ${column + 1}`}
              onChange={(event) => onChange(row, column, event.target.value)}
            />
            {wrong !== undefined && <span className="import-grid-why">{wrong}</span>}
          </td>
        );
      })}
    </tr>
  );
});
