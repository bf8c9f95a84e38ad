import { Button } from 'antd';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/icons.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Failure } from '../../../ui/states.tsx';
import { failureText } from '../../server.ts';
import { type KindWish, KindWishChoice } from './kind-choice.tsx';
import { uploadAny, uploadFiles } from './upload.ts';

/** The files, and what they hold where they do not say it: uploading begins at once, nothing is imported before it was seen. */
export function StartPanel({ onBegun, onPaste }: { onBegun: (id: string) => void; onPaste: () => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<KindWish>('any');
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const [failure, setFailure] = useState<unknown>();
  const take = (files: readonly File[]) => {
    if (files.length === 0) return;
    setFailure(undefined);
    const named = files.map((file) => ({ name: file.name, bytes: file }));
    const tell = (done: number) => setProgress({ done, total: files.length });
    (kind === 'any' ? uploadAny(named, tell) : uploadFiles(kind, named, tell))
      .then(onBegun, setFailure)
      .finally(() => setProgress(undefined));
  };
  return (
    <Panel title={t('imports.start.title')} extra={<Button onClick={onPaste}>{t('imports.paste.open')}</Button>}>
      <KindWishChoice value={kind} onChange={setKind} />
      {progress === undefined ? (
        <Drop onFiles={take} />
      ) : (
        <p className="import-drop" role="status">
          {t('imports.start.uploading', progress)}
        </p>
      )}
      {failure !== undefined && <Failure title={t('imports.result.refused')} {...failureText(failure)} />}
    </Panel>
  );
}

function Drop({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <label
      className={isOver ? 'import-drop import-drop-over' : 'import-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        type="file"
        multiple
        accept=".csv,.txt,.tsv,.xlsx"
        onChange={(event) => onFiles([...(event.target.files ?? [])])}
      />
      <Icon name="upload" size={22} />
      <span>{t('imports.start.drop')}</span>
      <span className="caption">{t('imports.start.limits')}</span>
    </label>
  );
}
