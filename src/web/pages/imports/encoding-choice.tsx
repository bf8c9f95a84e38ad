import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FilePreview } from '../../../client/shapes.ts';
import { Panel } from '../../../ui/panel.tsx';
import { SampleTable } from './sample-table.tsx';

/** The same bytes read in every way they may be meant: people see at once which is right. */
export function EncodingChoice({ file, onChoose }: { file: FilePreview; onChoose: (encoding: string) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('imports.preview.encodingAsk')}</p>
      {file.candidates.map(({ encoding, rows }) => (
        <Panel
          key={encoding}
          flush
          title={encoding}
          caption={file.name}
          extra={<Button onClick={() => onChoose(encoding)}>{t('imports.preview.encodingUse')}</Button>}
        >
          <SampleTable headings={rows[0] ?? []} rows={rows.slice(1, 6)} />
        </Panel>
      ))}
    </>
  );
}
