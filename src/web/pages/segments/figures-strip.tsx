import { useTranslation } from 'react-i18next';
import type { SegmentPage } from '../../../client/shapes.ts';
import { formatNumber, formatShare } from '../../../ui/format.ts';

type Figures = SegmentPage['figures'];

const WRITE: Readonly<Record<keyof Figures, (value: number) => string>> = {
  satisfaction: (value) => formatNumber(value),
  recommendation: (value) => formatNumber(value, 1),
  loyalty: (value) => formatShare(value),
  contribution: (value) => formatShare(value, 1),
};

/** Satisfaction, loyalty, contribution: each with what it stands on, and the same of everybody. */
export function FiguresStrip({ figures }: { figures: Figures }) {
  const keys = Object.keys(WRITE) as (keyof Figures)[];
  return (
    <div className="segment-figures">
      {keys.map((key) => (
        <FigureCell key={key} name={key} figure={figures[key]} />
      ))}
    </div>
  );
}

function FigureCell({ name, figure }: { name: keyof Figures; figure: Figures[keyof Figures] }) {
  const { t } = useTranslation();
  const write = WRITE[name];
  const { value, low, high, n, book } = figure;
  const isAsked = name === 'satisfaction' || name === 'recommendation';
  return (
    <div className="segment-figure">
      <span>{t(`segments.figures.${name}`)}</span>
      <span>
        <b className="figures">{value === null ? t('segments.unknown') : write(value)}</b>{' '}
        {low !== null && high !== null && (
          <span className="caption">{t('segments.interval', { low: write(low), high: write(high) })}</span>
        )}
      </span>
      <span className="caption">
        {t(isAsked ? 'segments.n.satisfaction' : 'segments.n.loyalty', { count: n })}
        {book !== null && ` · ${t('segments.ofAll', { value: write(book) })}`}
      </span>
      <span className="caption">{t(`segments.figureNotes.${name}`)}</span>
    </div>
  );
}
