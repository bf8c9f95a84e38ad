import { useTranslation } from 'react-i18next';
import type { Today } from '../../../client/shapes.ts';
import { BANDS } from '../../../ui/band.ts';
import { ThinBandBar } from '../../../ui/band-bar.tsx';
import { BandMark } from '../../../ui/chips.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Link } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { paths } from '../../paths.ts';
import { useSession } from '../../server.ts';

/** The customers I own, by band; each opens its list. */
export function MyCustomersPanel({ mine }: { mine: Today['myCustomers'] }) {
  const { t } = useTranslation();
  const owner = useSession().data?.member.id;
  if (mine.customers === 0) return null;
  return (
    <Panel
      title={t('today.mine.title')}
      extra={<span className="caption">{t('today.mine.count', { count: mine.customers })}</span>}
    >
      <ThinBandBar counts={mine.bands} />
      <p className="mine-legend">
        {BANDS.map((band) => (
          <Link key={band} href={paths.customers({ owner, colour: band })} className="band-sum">
            <BandMark band={band} size={9} /> {t(`ui.band.${band}`)} <b>{formatNumber(mine.bands[band])}</b>
          </Link>
        ))}
      </p>
    </Panel>
  );
}
