import './chips.css';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Band } from './band.ts';
import { formatNumber } from './format.ts';

/** The shape of a band; the colour never stands alone. */
export function BandMark({ band, size = 12 }: { band: Band; size?: number }) {
  return (
    <svg className={`mark mark-${band}`} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {band === 'red' && <path d="M6 .6 11.4 6 6 11.4 .6 6z" />}
      {band === 'yellow' && <path d="M6 1.2 11.4 10.8H.6z" />}
      {band === 'green' && <circle cx="6" cy="6" r="4.6" />}
      {band === 'unknown' && <circle cx="6" cy="6" r="4.6" fill="none" strokeWidth="1.5" strokeDasharray="1.9 1.7" />}
    </svg>
  );
}

/** Shape, word and score: `▲ 黄 50`. Unknown has no number. */
export function BandChip(props: { band: Band; score?: number | null; provisional?: boolean; large?: boolean }) {
  const { t } = useTranslation();
  const { band, score = null, provisional = false, large = false } = props;
  return (
    <span className={`chip band-chip chip-${band}${large ? ' chip-large' : ''}`}>
      <BandMark band={band} size={10} />
      <span>{t(`ui.band.${band}`)}</span>
      {score !== null && band !== 'unknown' && <b>{formatNumber(score)}</b>}
      {provisional && <span className="chip-note">{t('ui.provisional')}</span>}
    </span>
  );
}

/** Tiers are ranked by darkness, not hue: 0 is the highest. */
export function TierChip({ rank, children }: { rank: number; children: ReactNode }) {
  return <span className={`chip tier-chip tier-${Math.min(rank, 2)}`}>{children}</span>;
}

/** Stage, trade and other attributes: quiet. `accent` marks drafts, edits and additions only. */
export function TagChip({ children, accent = false }: { children: ReactNode; accent?: boolean }) {
  return <span className={`chip tag-chip${accent ? ' tag-accent' : ''}`}>{children}</span>;
}

/** A colleague as a disc with the surname; the full name is the label. */
export function Avatar({ name, size = 20 }: { name: string; size?: number }) {
  return (
    <span
      className="avatar"
      style={{ width: size, height: size, fontSize: size > 24 ? 13 : 12 }}
      title={name}
      role="img"
      aria-label={name}
    >
      {name.slice(0, 1)}
    </span>
  );
}
