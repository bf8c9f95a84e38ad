import { Button } from 'antd';
import { type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportEntry, ImportResult } from '../../../client/shapes.ts';
import { NavigateContext } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { paths } from '../../paths.ts';
import { useKinds } from './use-kinds.ts';
import { useWaiting, WaitingButton } from './waiting.tsx';

interface VerdictProps {
  readonly entry: ImportEntry;
  readonly result: ImportResult;
  readonly onOpen: (id: string) => void;
}

/** What came of it in one plain sentence, and what to do next: the next file that waits, or who is leaving. */
export function Verdict({ entry, result, onOpen }: VerdictProps) {
  const { t } = useTranslation();
  const waiting = useWaiting(entry);
  const isDone = !entry.dryRun && entry.state === 'finished';
  return (
    <div className="import-verdict">
      <Sentence entry={entry} result={result} />
      {isDone && (
        <div className="import-acts">
          {waiting !== undefined && <WaitingButton waiting={waiting} onOpen={onOpen} />}
          <StockButton isPrimary={waiting === undefined}>{t('imports.verdict.leaving')}</StockButton>
        </div>
      )}
    </div>
  );
}

function Sentence({ entry, result }: Pick<VerdictProps, 'entry' | 'result'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nameOf } = useKinds();
  const { failed, dataThrough } = result;
  const count = result.created + result.updated;
  const customers = result.records['customers']?.created ?? 0;
  const parts = [
    count === 0
      ? t(failed > 0 ? 'imports.verdict.none' : 'imports.verdict.same')
      : t(entry.dryRun ? 'imports.verdict.would' : 'imports.verdict.done', { count, kind: nameOf(entry.kind) }),
    customers > 0 && t('imports.verdict.customers', { count: customers }),
    count > 0 && dataThrough !== null && t('imports.verdict.through', { day: format.dayHeading(dataThrough) }),
    t(failed > 0 ? 'imports.verdict.failed' : 'imports.verdict.whole', { count: failed }),
  ];
  return (
    <p className="import-sentence" role="status">
      {parts.filter((part) => part !== false).join('')}
    </p>
  );
}

function StockButton({ isPrimary, children }: { isPrimary: boolean; children: ReactNode }) {
  const navigate = useContext(NavigateContext);
  return (
    <Button type={isPrimary ? 'primary' : 'default'} onClick={() => navigate(paths.stockList())}>
      {children}
    </Button>
  );
}
