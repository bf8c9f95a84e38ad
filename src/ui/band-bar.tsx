import './band-bar.css';
import { useTranslation } from 'react-i18next';
import { BANDS, type Band, type BandCounts } from './band.ts';
import { BandMark } from './chips.tsx';
import { formatNumber, formatShare } from './format.ts';
import { Link } from './link.tsx';

/** From this share on a segment has room for its shape, and from the other for its per cent. */
const SHAPE_FROM = 0.16;
const SHARE_FROM = 0.3;

/** Red, yellow, green, unknown side by side, always counted; every segment opens its list. */
export function SegmentedBandBar({
  counts,
  href,
  of,
}: {
  counts: BandCounts;
  href: (band: Band) => string;
  of: string;
}) {
  const { t } = useTranslation();
  const total = BANDS.reduce((sum, band) => sum + counts[band], 0);
  return (
    <div className="band-bar">
      {BANDS.filter((band) => counts[band] > 0).map((band) => {
        const share = counts[band] / total;
        return (
          <span key={band} style={{ flex: `${counts[band]} 1 0`, minWidth: 28, display: 'flex' }}>
            <Link
              href={href(band)}
              className={`band-segment segment-${band}`}
              label={t('ui.bandSegment', { of, band: t(`ui.band.${band}`), count: counts[band] })}
            >
              {share >= SHAPE_FROM && <BandMark band={band} size={10} />}
              <span>{formatNumber(counts[band])}</span>
              {share >= SHARE_FROM && <span className="share">{formatShare(share)}</span>}
            </Link>
          </span>
        );
      })}
    </div>
  );
}

/** The same without words, for a caption that says them. */
export function ThinBandBar({ counts }: { counts: BandCounts }) {
  return (
    <div className="band-bar-thin" aria-hidden="true">
      {BANDS.filter((band) => counts[band] > 0).map((band) => (
        <span key={band} className={`segment-${band}`} style={{ flex: `${counts[band]} 1 0` }} />
      ))}
    </div>
  );
}
