import { Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NeedRow } from '../../../client/shapes.ts';
import { NEED_LEVELS } from '../../need-columns.tsx';

const NATURES = ['product', 'delivery', 'price', 'service', 'technical', 'relation', 'other'] as const;
const KINDS = ['stated', 'hidden'] as const;
const SOURCES = ['interview', 'visit', 'call', 'survey', 'complaint', 'data', 'market_research', 'competitor'] as const;
const DEGREES = [
  { degree: 1, name: 'low' },
  { degree: 2, name: 'medium' },
  { degree: 3, name: 'high' },
] as const;
const EVIDENCE_LENGTH_MAX = 2_000;

export interface NeedDetailsGiven {
  readonly nature?: NeedRow['nature'];
  readonly kind?: NeedRow['kind'];
  readonly source?: NonNullable<NeedRow['source']>;
  readonly importance?: 1 | 2 | 3;
  readonly urgency?: 1 | 2 | 3;
  readonly level?: 1 | 2 | 3 | 4 | 5;
  readonly evidence?: string;
}

interface NeedDetailsProps {
  readonly given: NeedDetailsGiven;
  readonly onChange: (given: NeedDetailsGiven) => void;
}

/** What may be said beside the sentence, and never has to be. */
export function NeedDetails({ given, onChange }: NeedDetailsProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <div>
        <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'needs.record.less' : 'needs.record.more')}
        </Button>
      </div>
      {open && <Fields given={given} onChange={onChange} />}
    </>
  );
}

function Fields({ given, onChange }: NeedDetailsProps) {
  const { t } = useTranslation();
  return (
    <div className="need-details">
      <Select
        aria-label={t('needs.record.nature')}
        value={given.nature ?? 'other'}
        options={NATURES.map((value) => ({ value, label: t(`needs.natures.${value}`) }))}
        onChange={(nature) => onChange({ ...given, nature })}
      />
      <Segmented
        aria-label={t('needs.record.kind')}
        value={given.kind ?? 'stated'}
        options={KINDS.map((value) => ({ value, label: t(`needs.kinds.${value}`) }))}
        onChange={(kind) => onChange({ ...given, kind })}
      />
      <Degree
        label={t('needs.record.importance')}
        value={given.importance}
        onChange={(importance) => onChange({ ...given, importance })}
      />
      <Degree
        label={t('needs.record.urgency')}
        value={given.urgency}
        onChange={(urgency) => onChange({ ...given, urgency })}
      />
      <Select
        aria-label={t('needs.record.level')}
        placeholder={t('needs.record.level')}
        {...(given.level === undefined ? {} : { value: given.level })}
        options={NEED_LEVELS.map(({ level, name }) => ({
          value: level,
          label: `${level} ${t(`needs.levels.${name}`)}`,
        }))}
        onChange={(level) => onChange({ ...given, level })}
      />
      <Select
        aria-label={t('needs.record.source')}
        placeholder={t('needs.record.source')}
        {...(given.source === undefined ? {} : { value: given.source })}
        options={SOURCES.map((value) => ({ value, label: t(`needs.sources.${value}`) }))}
        onChange={(source) => onChange({ ...given, source })}
      />
      <Input
        className="need-evidence"
        aria-label={t('needs.record.evidence')}
        placeholder={t('needs.record.evidence')}
        maxLength={EVIDENCE_LENGTH_MAX}
        value={given.evidence ?? ''}
        onChange={(event) => onChange({ ...given, evidence: event.target.value })}
      />
    </div>
  );
}

interface DegreeProps {
  readonly label: string;
  readonly value: 1 | 2 | 3 | undefined;
  readonly onChange: (value: 1 | 2 | 3) => void;
}

function Degree({ label, value = 2, onChange }: DegreeProps) {
  const { t } = useTranslation();
  return (
    <span className="need-degree">
      <span className="caption">{label}</span>
      <Segmented
        size="small"
        aria-label={label}
        value={value}
        options={DEGREES.map(({ degree, name }) => ({ value: degree, label: t(`needs.degrees.${name}`) }))}
        onChange={onChange}
      />
    </span>
  );
}
