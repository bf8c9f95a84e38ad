import { useTranslation } from 'react-i18next';
import type { HealthBoard } from '../../../client/shapes.ts';
import { BandChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { FigureLink, Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { CustomerName } from '../../customer-mark.tsx';
import { paths } from '../../paths.ts';

type Moved = HealthBoard['moved'][number];

const CAUSES_SHOWN = 4;
const TRANSITIONS_SHOWN = 3;
const RANK = { green: 3, yellow: 2, red: 1, unknown: 0 } as const;

/** Who changed colour since the compared day, and the largest reason. */
export function MovementPanel({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const format = useFormat();
  const compared = board.total.bandsBefore !== null;
  const moved = board.total.worse + board.total.better;
  const nothing = compared ? t('health.movement.none') : t('health.movement.noComparison');
  const all = <Link href={paths.customers({ moved: 'worse' })}>{t('health.movement.all', { count: moved })}</Link>;
  return (
    <Panel
      title={t('health.movement.title')}
      caption={compared ? t('health.movement.caption', { day: format.date(board.compareWith) }) : undefined}
      extra={moved > 0 && all}
      flush
    >
      {moved === 0 ? (
        <p className="secondary panel-note">{nothing}</p>
      ) : (
        <>
          <Transitions board={board} />
          <Causes causes={board.causes} />
          <MovedTable rows={board.moved} />
        </>
      )}
    </Panel>
  );
}

function Transitions({ board }: { board: HealthBoard }) {
  const { t } = useTranslation();
  const written = (worse: boolean) =>
    board.transitions
      .filter(
        ({ from, to }) =>
          (worse ? RANK[from] > RANK[to] : RANK[from] < RANK[to]) && from !== 'unknown' && to !== 'unknown',
      )
      .slice(0, TRANSITIONS_SHOWN)
      .map(({ from, to, count }) => `${t(`ui.band.${from}`)}→${t(`ui.band.${to}`)} ${count}`)
      .join(' · ');
  return (
    <div className="transitions">
      <span>
        {t('health.movement.worse')}{' '}
        <b>
          <FigureLink href={paths.customers({ moved: 'worse' })}>
            {t('health.tiers.households', { count: board.total.worse })}
          </FigureLink>
        </b>{' '}
        <span className="secondary">{written(true)}</span>
      </span>
      <span>
        {t('health.movement.better')}{' '}
        <b>
          <FigureLink href={paths.customers({ moved: 'better' })}>
            {t('health.tiers.households', { count: board.total.better })}
          </FigureLink>
        </b>{' '}
        <span className="secondary">{written(false)}</span>
      </span>
    </div>
  );
}

/** One bar shared out by reason: the darker, the more often. */
function Causes({ causes }: { causes: HealthBoard['causes'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const byCount = [...causes].sort((a, b) => b.count - a.count);
  const shown = byCount
    .slice(0, CAUSES_SHOWN)
    .map((cause) => ({ key: cause.key, name: format.name(cause), count: cause.count }));
  const rest = byCount.slice(CAUSES_SHOWN).reduce((sum, cause) => sum + cause.count, 0);
  if (rest > 0) shown.push({ key: 'rest', name: t('health.movement.other'), count: rest });
  if (shown.length === 0) return null;
  return (
    <div className="causes">
      <span>{t('health.movement.causes')}</span>
      <ul>
        {shown.map((cause, index) => (
          <li
            key={cause.key}
            className={`cause cause-${index}`}
            style={{ flexGrow: cause.count }}
            title={`${cause.name} ${cause.count}`}
          >
            <span>{cause.name}</span> <b>{cause.count}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

function MovedTable({ rows }: { rows: readonly Moved[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: Columns<Moved> = [
    {
      key: 'customer',
      title: t('health.movement.customer'),
      render: (_, row) => <CustomerName customer={row.customer} />,
    },
    {
      key: 'change',
      title: t('health.movement.change'),
      render: (_, row) => (
        <span className="moved">
          <BandChip band={row.before.colour} score={row.before.score} />
          <span aria-hidden="true">→</span>
          <BandChip band={row.customer.colour} score={row.customer.score} />
        </span>
      ),
    },
    {
      key: 'cause',
      title: t('health.movement.cause'),
      responsive: ['md'],
      className: 'rest',
      render: (_, row) => <span className="secondary">{row.cause === null ? '' : format.say(row.cause)}</span>,
    },
    {
      key: 'value',
      title: t('health.movement.value'),
      align: 'right',
      render: (_, row) => (
        <b>
          <MoneyText minor={row.valueChange} change />
        </b>
      ),
    },
  ];
  return (
    <DataTable
      rows={rows}
      columns={columns}
      rowKey={(row) => row.customer.publicId}
      label={t('health.movement.title')}
    />
  );
}
