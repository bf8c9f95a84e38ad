import './imports.css';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Failure, Loading } from '../../../ui/states.tsx';
import { useAddress } from '../../address.ts';
import { failureText, useMay } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { FoldersPanel } from './folders-panel.tsx';
import { GridPanel } from './grid-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { MapsPanel } from './maps-panel.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { ResultPanels } from './result-panels.tsx';
import { RunningPanel } from './running-panel.tsx';
import { StartPanel } from './start-panel.tsx';
import { useImport } from './use-import.ts';

/** Files come in here: choose, match the columns, try, import, correct. One import is open when the address names it. */
export function ImportsPage() {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const mayRun = useMay('imports.run');
  const id = values['id'];
  const isPasting = values['paste'] !== undefined;
  const open = (next: string | undefined) => set({ id: next, paste: undefined });
  const actions = (id !== undefined || isPasting) && (
    <Button onClick={() => open(undefined)}>{t('imports.back')}</Button>
  );
  return (
    <Page title={t('imports.title')} caption={t('imports.caption')} actions={actions}>
      <div className="import-page">
        {id === undefined && mayRun && isPasting && <GridPanel onBegun={open} />}
        {id === undefined && mayRun && !isPasting && <StartPanel onBegun={open} onPaste={() => set({ paste: '1' })} />}
        {id === undefined ? (
          !isPasting && <Overview onOpen={open} />
        ) : (
          <OneImport key={id} id={id} onNew={() => open(undefined)} onOpen={open} />
        )}
      </div>
    </Page>
  );
}

function Overview({ onOpen }: { onOpen: (id: string) => void }) {
  return (
    <>
      <HistoryPanel onOpen={onOpen} />
      <FoldersPanel />
      <MapsPanel />
    </>
  );
}

interface OneImportProps {
  readonly id: string;
  readonly onNew: () => void;
  readonly onOpen: (id: string) => void;
}

function OneImport({ id, onNew, onOpen }: OneImportProps) {
  const found = useImport(id);
  const entry = found.data;
  if (entry === undefined) {
    return (
      <div className="panel panel-loading">
        {found.isError ? (
          <Failure {...failureText(found.error)} again={() => void found.refetch()} />
        ) : (
          <Loading lines={8} />
        )}
      </div>
    );
  }
  if (entry.state === 'uploaded')
    return <PreviewPanel entry={entry} onDone={() => void found.refetch()} onNew={onNew} />;
  if (entry.state === 'running') return <RunningPanel entry={entry} />;
  return <ResultPanels entry={entry} onNew={onNew} onOpen={onOpen} />;
}
