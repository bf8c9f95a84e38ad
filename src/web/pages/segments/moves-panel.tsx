import { useTranslation } from 'react-i18next';
import type { SegmentMove } from '../../../client/shapes.ts';
import { BandChip } from '../../../ui/chips.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty } from '../../../ui/states.tsx';
import { paths } from '../../paths.ts';

/** Who came in and who went out, the latest first. */
export function MovesPanel({ moves }: { moves: readonly SegmentMove[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const came = moves.filter(({ change }) => change === 1).length;
  const caption = moves.length === 0 ? undefined : t('segments.movesCaption', { came, went: moves.length - came });
  return (
    <Panel title={t('segments.moves')} caption={caption}>
      {moves.length === 0 ? (
        <Empty title={t('segments.noMoves')}>{t('segments.noMovesText')}</Empty>
      ) : (
        <ul className="segment-moves">
          {moves.map(({ day, change, customer }) => (
            <li key={`${day} ${customer.publicId}`}>
              <span className="caption nowrap">{format.date(day)}</span>
              <span>{t(change === 1 ? 'segments.cameIn' : 'segments.wentOut')}</span>
              <Link href={paths.customer(customer.publicId)} title={customer.name}>
                {customer.shortName ?? customer.name}
              </Link>
              <BandChip band={customer.colour} score={customer.score} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
