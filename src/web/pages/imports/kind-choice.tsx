import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportKind } from '../../../client/shapes.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useKinds } from './use-kinds.ts';

/** What the file holds: a name, and below it one line that says so. */
export function KindChoice({ value, onChange }: { value: ImportKind; onChange: (kind: ImportKind) => void }) {
  const { t } = useTranslation();
  const { options, whatOf } = useKinds();
  return (
    <div className="import-kind">
      <Select<ImportKind>
        aria-label={t('imports.start.kindLabel')}
        value={value}
        options={options}
        showSearch
        optionFilterProp="label"
        listHeight={420}
        suffixIcon={<Icon name="chevronDown" size={14} />}
        onChange={onChange}
      />
      <span className="caption">{whatOf(value)}</span>
    </div>
  );
}
