import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportKind } from '../../../client/shapes.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useKinds } from './use-kinds.ts';

/** What the file holds: a name, and below it one line that says so. */
export function KindChoice({ value, onChange }: { value: ImportKind; onChange: (kind: ImportKind) => void }) {
  const { options, whatOf } = useKinds();
  return <Choice value={value} what={whatOf(value)} options={options} onChange={onChange} />;
}

/** The same, or nothing said: then the headings of the files say it. */
export type KindWish = ImportKind | 'any';

export function KindWishChoice({ value, onChange }: { value: KindWish; onChange: (wish: KindWish) => void }) {
  const { t } = useTranslation();
  const { options, whatOf } = useKinds();
  const any = { value: 'any', label: t('imports.start.any') } as const;
  const what = value === 'any' ? t('imports.start.anyWhat') : whatOf(value);
  return <Choice<KindWish> value={value} what={what} options={[any, ...options]} onChange={onChange} />;
}

interface ChoiceProps<Wish> {
  readonly value: Wish;
  readonly what: string;
  readonly options: { value: Wish; label: string }[];
  readonly onChange: (wish: Wish) => void;
}

function Choice<Wish extends KindWish>({ value, what, options, onChange }: ChoiceProps<Wish>) {
  const { t } = useTranslation();
  return (
    <div className="import-kind">
      <Select<Wish>
        aria-label={t('imports.start.kindLabel')}
        value={value}
        options={options}
        showSearch
        optionFilterProp="label"
        listHeight={420}
        suffixIcon={<Icon name="chevronDown" size={14} />}
        onChange={onChange}
      />
      <span className="caption">{what}</span>
    </div>
  );
}
