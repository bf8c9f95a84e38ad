import { App, Button } from 'antd';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { download } from '../../../client/client.ts';
import type { ImportEntry, ImportResult } from '../../../client/shapes.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Fact, Panel } from '../../../ui/panel.tsx';
import { Failure } from '../../../ui/states.tsx';
import { failureText } from '../../server.ts';
import { DiffPanel } from './diff-panel.tsx';
import { ProblemsPanel, ReasonsTable } from './problem-panels.tsx';
import { UndoButton, UndonePanel } from './undo-panel.tsx';
import { useStart } from './use-import.ts';
import { Verdict } from './verdict.tsx';

/** What is no record in the first place: sums and notes below a report. */
const NO_RECORDS: readonly string[] = ['total_row', 'report_note'];
const FIGURES = ['rowsRead', 'created', 'updated', 'unchanged', 'skipped', 'failed'] as const;

/** What became of every row, why some were not used, and the file in which they can be corrected. */
interface ResultPanelsProps {
  readonly entry: ImportEntry;
  readonly onNew: () => void;
  readonly onOpen: (id: string) => void;
}

export function ResultPanels({ entry, onNew, onOpen }: ResultPanelsProps) {
  const { t } = useTranslation();
  const { result } = entry;
  if (result === null) {
    return (
      <Panel title={t('imports.result.refused')} extra={<Button onClick={onNew}>{t('imports.newImport')}</Button>}>
        <Failure title={t('imports.result.tryAgain')} text={entry.failure?.message ?? ''} />
      </Panel>
    );
  }
  return (
    <>
      <Panel
        title={t(entry.dryRun ? 'imports.result.titleDry' : 'imports.result.title')}
        caption={<Caption result={result} />}
        extra={<Acts entry={entry} result={result} onNew={onNew} />}
      >
        <Verdict entry={entry} result={result} onOpen={onOpen} />
        <Figures result={result} />
        <Records result={result} />
      </Panel>
      {(entry.state === 'undoing' || entry.state === 'undone') && <UndonePanel entry={entry} />}
      {result.reasons.length > 0 && (
        <Panel flush title={t('imports.result.reasons')}>
          <ReasonsTable reasons={result.reasons} />
        </Panel>
      )}
      {entry.dryRun && <DiffPanel entry={entry} result={result} />}
      {toCorrect(result) > 0 && <ProblemsPanel entry={entry} />}
    </>
  );
}

/** Rows that somebody has to look at. */
function toCorrect({ reasons }: ImportResult): number {
  const lost = reasons.filter(({ code, outcome }) => outcome !== 'notice' && !NO_RECORDS.includes(code));
  return lost.reduce((sum, { count }) => sum + count, 0);
}

function Caption({ result }: { result: ImportResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const day = result.dataThrough;
  return (
    <>
      {t('imports.result.seconds', { seconds: result.seconds })}
      {day !== null && ` · ${t('imports.result.dataThrough', { day: format.date(day) })}`}
    </>
  );
}

function Figures({ result }: { result: ImportResult }) {
  const { t } = useTranslation();
  return (
    <dl className="import-figures">
      {FIGURES.map((key) => (
        <Fact key={key} label={t(`imports.result.${key}`)}>
          <span className="figures">{formatNumber(result[key])}</span>
        </Fact>
      ))}
    </dl>
  );
}

const RECORD_KINDS = ['customers', 'products', 'orders', 'returns', 'lines', 'interactions', 'complaints'] as const;

function Records({ result }: { result: ImportResult }) {
  const { t } = useTranslation();
  return RECORD_KINDS.map((kind) => {
    const changes = result.records[kind];
    if (changes === undefined || changes.created + changes.updated + changes.unchanged === 0) return null;
    const words = { kind: t(`imports.result.recordKinds.${kind}`), ...changes };
    return (
      <p key={kind} className="caption">
        {t('imports.result.records', words)}
      </p>
    );
  });
}

function Acts({ entry, result, onNew }: { entry: ImportEntry; result: ImportResult; onNew: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const start = useStart(entry);
  const save = () => {
    saveProblems(entry.id).catch((error: unknown) => void message.error(failureText(error).text));
  };
  return (
    <>
      {toCorrect(result) > 0 && (
        <Button icon={<Icon name="download" />} onClick={save}>
          {t('imports.result.download')}
        </Button>
      )}
      {entry.dryRun ? (
        <Button type="primary" loading={start.isPending} onClick={() => start.start(entry.map, false)}>
          {t('imports.result.confirm')}
        </Button>
      ) : (
        <>
          <UndoButton entry={entry} />
          <Button onClick={onNew}>{t('imports.newImport')}</Button>
        </>
      )}
    </>
  );
}

async function saveProblems(id: string): Promise<void> {
  const { blob, name } = await download('GET /api/imports/:id/problem-file', { params: { id } }, i18next.language);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
