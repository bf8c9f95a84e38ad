import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportEntry } from '../../../client/shapes.ts';
import { failureText, useAct, useReply } from '../../server.ts';

interface SavedMapsProps {
  readonly entry: ImportEntry;
  readonly columns: Readonly<Record<string, string>>;
  /** What is chosen on the page, as it would be kept. */
  readonly map: Readonly<Record<string, unknown>>;
  readonly onChoose: (columns: Readonly<Record<string, string>>) => void;
}

/** Takes the columns from a map that was kept, or keeps these under a name: folders need one. */
export function SavedMaps({ entry, columns, map, onChoose }: SavedMapsProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [name, setName] = useState('');
  const save = useAct('PUT /api/import-maps/:name');
  const maps = useReply('GET /api/import-maps').data?.items.filter(({ kind }) => kind === entry.kind) ?? [];
  const choose = (wanted: string) => onChoose({ ...columns, ...maps.find((one) => one.name === wanted)?.columns });
  const keep = () =>
    save.mutate(
      // What is JSON is YAML too.
      { params: { name: name.trim() }, body: { text: JSON.stringify(map, null, 2) } },
      {
        onSuccess: () => void message.success(t('imports.maps.kept')),
        onError: (error) => void message.error(failureText(error).text),
      },
    );
  return (
    <div className="import-acts import-maps">
      {maps.length > 0 && (
        <Select
          aria-label={t('imports.maps.choose')}
          placeholder={t('imports.maps.choose')}
          options={maps.map((one) => ({ value: one.name, label: one.name }))}
          onChange={choose}
        />
      )}
      <Input
        aria-label={t('imports.maps.name')}
        placeholder={t('imports.maps.name')}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
      />
      <Button disabled={name.trim() === ''} loading={save.isPending} onClick={keep}>
        {t('imports.maps.keep')}
      </Button>
    </div>
  );
}
