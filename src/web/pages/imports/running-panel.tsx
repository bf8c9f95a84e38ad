import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportEntry } from '../../../client/shapes.ts';
import { Panel } from '../../../ui/panel.tsx';

/** How far it is: reading has no known end, applying has. */
export function RunningPanel({ entry }: { entry: ImportEntry }) {
  const { t } = useTranslation();
  const { rowsRead: rows = 0, chunksDone: done = 0, chunks: total = 0 } = entry.progress;
  const percent = total === 0 ? 0 : Math.min(100, Math.round((done / total) * 100));
  const text =
    total === 0 ? t('imports.running.reading', { rows }) : t('imports.running.writing', { rows, done, total });
  return (
    <Panel title={t(entry.dryRun ? 'imports.running.titleDry' : 'imports.running.title')}>
      <Progress percent={percent} status="active" aria-label={t('imports.running.title')} />
      <p role="status">{text}</p>
      <p className="caption">{t('imports.running.leave')}</p>
    </Panel>
  );
}
