import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/icons.tsx';

const PLANS = ['building-materials', 'retail'] as const;
const CURRENCIES = ['CNY', 'HKD', 'USD', 'EUR', 'GBP', 'JPY', 'SGD'] as const;

/** What the first import of an empty database has to say, because no plan says it yet. */
export interface FirstSettings {
  readonly plan: (typeof PLANS)[number];
  readonly currency: string;
  readonly timezone: string;
}

export const FIRST_SETTINGS: FirstSettings = {
  plan: 'building-materials',
  currency: 'CNY',
  timezone: 'Asia/Shanghai',
};

interface FirstImportProps {
  readonly settings: FirstSettings;
  readonly onChange: (settings: FirstSettings) => void;
}

/** Plan, currency and zone: asked once, with the first file; afterwards the plan in force knows them. */
export function FirstImport({ settings, onChange }: FirstImportProps) {
  const { t } = useTranslation();
  const arrow = <Icon name="chevronDown" size={14} />;
  return (
    <>
      <p className="caption">{t('imports.preview.first')}</p>
      <div className="import-columns">
        <Labelled label={t('imports.preview.plan')}>
          <Select
            aria-label={t('imports.preview.plan')}
            value={settings.plan}
            options={PLANS.map((value) => ({ value, label: t(`imports.preview.plans.${value}`) }))}
            suffixIcon={arrow}
            onChange={(plan) => onChange({ ...settings, plan })}
          />
        </Labelled>
        <Labelled label={t('imports.preview.currency')}>
          <Select
            aria-label={t('imports.preview.currency')}
            value={settings.currency}
            options={CURRENCIES.map((value) => ({ value, label: value }))}
            suffixIcon={arrow}
            onChange={(currency) => onChange({ ...settings, currency })}
          />
        </Labelled>
        <Labelled label={t('imports.preview.timezone')}>
          <Input
            aria-label={t('imports.preview.timezone')}
            value={settings.timezone}
            onChange={(event) => onChange({ ...settings, timezone: event.target.value })}
          />
        </Labelled>
      </div>
    </>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="import-column">
      <span className="caption">{label}</span>
      {children}
    </div>
  );
}
