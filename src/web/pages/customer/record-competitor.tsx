import { Button, Input, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';

const SIGNALS = [
  ['compared', 1],
  ['quoted', 2],
  ['trying', 3],
] as const;
const NAME_LENGTH_MAX = 100;

type Signal = (typeof SIGNALS)[number][1];

/** What was heard of a competitor, as the API takes it; empty where nothing was. */
export interface CompetitorHeard {
  readonly fields: { readonly competitorSignal?: Signal; readonly competitor?: string };
}

export const COMPETITOR_NOT_HEARD: CompetitorHeard = { fields: {} };
export const COMPETITOR_COMPARED: CompetitorHeard = { fields: { competitorSignal: 1 } };

/** One button; who and how far only for whoever knows more. */
export function CompetitorField({
  heard,
  onChange,
}: {
  heard: CompetitorHeard;
  onChange: (heard: CompetitorHeard) => void;
}) {
  const { t } = useTranslation();
  const { competitorSignal: signal, competitor } = heard.fields;
  const isHeard = signal !== undefined;
  const say = (fields: CompetitorHeard['fields']) => onChange({ fields: { ...heard.fields, ...fields } });
  return (
    <div className="record-competitor">
      <Button
        size="small"
        type={isHeard ? 'primary' : 'default'}
        ghost={isHeard}
        aria-pressed={isHeard}
        onClick={() => onChange(isHeard ? COMPETITOR_NOT_HEARD : COMPETITOR_COMPARED)}
      >
        {t('recording.competitor.button')}
      </Button>
      {isHeard && (
        <>
          <Segmented<Signal>
            size="small"
            aria-label={t('recording.competitor.what')}
            value={signal}
            options={SIGNALS.map(([key, value]) => ({ value, label: t(`recording.competitor.signals.${key}`) }))}
            onChange={(value) => say({ competitorSignal: value })}
          />
          <Input
            size="small"
            maxLength={NAME_LENGTH_MAX}
            aria-label={t('recording.competitor.who')}
            placeholder={t('recording.competitor.who')}
            value={competitor ?? ''}
            onChange={({ target }) => say({ competitor: target.value.trim() === '' ? undefined : target.value })}
          />
        </>
      )}
    </div>
  );
}
