import { useTranslation } from 'react-i18next';
import type { TierMatrix } from '../../../client/shapes.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { CustomerTier } from '../../customer-mark.tsx';
import { paths } from '../../paths.ts';

/** A row for each tier left, a column for each tier reached; nobody is shown as nothing. */
export function MatrixPanel({ matrix }: { matrix: TierMatrix }) {
  const { t } = useTranslation();
  const { tiers, moves, days } = matrix;
  const countOf = (from: string, to: string) => moves.find((move) => move.from === from && move.to === to)?.count ?? 0;
  return (
    <Panel title={t('tiers.matrix', { days })}>
      <table className="tier-matrix">
        <thead>
          <tr>
            <th scope="col">
              <span className="caption">{t('tiers.matrixFrom')}</span>
            </th>
            {tiers.map((tier) => (
              <th key={tier.key} scope="col">
                <CustomerTier tier={tier} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tiers.map((from) => (
            <tr key={from.key}>
              <th scope="row">
                <CustomerTier tier={from} />
                <Link href={paths.customers({ tier: from.key })} className="caption tier-held">
                  {t('tiers.held', { count: from.customers })}
                </Link>
              </th>
              {tiers.map((to) => (
                <td key={to.key} className={from.key === to.key ? 'tier-same' : 'figures'}>
                  {from.key === to.key || countOf(from.key, to.key) === 0
                    ? '·'
                    : formatNumber(countOf(from.key, to.key))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** Classes for which the plan says nothing to do (SEG-23). */
export function GapsPanel({ gaps }: Pick<TierMatrix, 'gaps'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (gaps.length === 0)
    return (
      <Panel title={t('tiers.gaps')}>
        <p className="secondary">{t('tiers.noGaps')}</p>
      </Panel>
    );
  return (
    <Panel title={t('tiers.gaps')} foot={<Link href={paths.plan()}>{t('tiers.toPlan')}</Link>}>
      <p className="caption">{t('tiers.gapsText')}</p>
      <ul className="side-lines">
        {gaps.map(({ scheme, tier }) => (
          <li key={`${scheme?.key} ${tier.key}`}>
            <span className="secondary">{scheme === null ? t('tiers.tier') : format.name(scheme)}</span>{' '}
            {format.name(tier)}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
