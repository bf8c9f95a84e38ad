import './filter-bar.css';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatNumber } from './format.ts';
import { Icon } from './icons.tsx';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

export interface Filter {
  readonly key: string;
  readonly label: string;
  readonly options: readonly FilterOption[];
}

interface FilterBarProps {
  readonly filters: readonly Filter[];
  /** What is set, by filter key; the page keeps it in its address. */
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly onChange: (key: string, value: string | undefined) => void;
  readonly onClear: () => void;
}

/** One small select per question, each with how many it would leave; everything set can be dropped at once. */
export function FilterBar({ filters, values, onChange, onClear }: FilterBarProps) {
  const { t } = useTranslation();
  const anySet = filters.some((filter) => values[filter.key] !== undefined);
  return (
    <div className="filter-bar">
      {filters.map((filter) => (
        <FilterSelect
          key={filter.key}
          filter={filter}
          value={values[filter.key]}
          onChange={(value) => onChange(filter.key, value)}
        />
      ))}
      {anySet && (
        <Button type="link" size="small" onClick={onClear}>
          {t('ui.filter.clear')}
        </Button>
      )}
    </div>
  );
}

function FilterSelect({
  filter,
  value,
  onChange,
}: {
  filter: Filter;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const options = filter.options.map((option) => ({
    value: option.value,
    label: option.count === undefined ? option.label : `${option.label}  ${formatNumber(option.count)}`,
    plain: option.label,
  }));
  return (
    <Select
      className={value === undefined ? 'filter' : 'filter filter-set'}
      aria-label={filter.label}
      placeholder={filter.label}
      value={value ?? null}
      options={options}
      allowClear
      showSearch={options.length > 10 ? { optionFilterProp: 'plain' } : false}
      popupMatchSelectWidth={false}
      suffixIcon={<Icon name="chevronDown" size={14} />}
      labelRender={({ value: chosen }) =>
        `${filter.label} ${filter.options.find((option) => option.value === chosen)?.label ?? chosen}`
      }
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
    />
  );
}
