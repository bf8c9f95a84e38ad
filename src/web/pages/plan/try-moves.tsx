import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DryRunResult } from '../../../client/shapes.ts';
import { BandMark } from '../../../ui/chips.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { TryCustomer } from './try-customer.tsx';

type Move = DryRunResult['moves'][number];
type Names = DryRunResult['names'];

const SHOWN_FIRST = 6;
const COLOURS = ['red', 'yellow', 'green', 'unknown'] as const;

/** Who moves: by tier, colour, stage, scheme and segment, the largest customers first. */
export function TryMoves({ result }: { result: DryRunResult }) {
  const { t } = useTranslation();
  const groups = groupsOf(result.moves);
  return (
    <section className="try-part">
      <h3>{t('plan.try.moves')}</h3>
      {groups.length === 0 && <p className="secondary">{t('plan.try.nobody')}</p>}
      {groups.map((group) => (
        <MoveGroup key={group.id} moves={group.moves} names={result.names} total={totalOf(result, group.moves)} />
      ))}
    </section>
  );
}

function MoveGroup({ moves, names, total }: { moves: readonly Move[]; names: Names; total: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const [first] = moves;
  if (first === undefined) return null;
  const name = first.key === null ? undefined : names[first.key];
  const shown = isOpen ? moves : moves.slice(0, SHOWN_FIRST);
  return (
    <details className="try-group" open={first.kind !== 'stage'}>
      <summary>
        <b>{name === undefined ? t(`plan.try.kinds.${first.kind}`) : format.say(name)}</b>
        <span className="caption figures">{t('plan.try.customers', { count: total })}</span>
      </summary>
      <ul>
        {shown.map((move, at) => (
          <li key={`${move.customer?.publicId ?? at} ${move.to}`} className="try-move">
            <TryCustomer customer={move.customer} />
            <MoveText move={move} names={names} />
          </li>
        ))}
      </ul>
      {shown.length < moves.length && (
        <button type="button" className="link-button try-more" onClick={() => setOpen(true)}>
          {t('plan.try.more', { count: moves.length - shown.length })}
        </button>
      )}
    </details>
  );
}

function MoveText({ move, names }: { move: Move; names: Names }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (move.kind === 'segment')
    return <span className="secondary">{move.from === null ? t('plan.try.joins') : t('plan.try.leaves')}</span>;
  return (
    <span className="try-from-to">
      <Side move={move} side={move.from} names={names} />
      <Icon name="arrowRight" size={12} />
      <Side move={move} side={move.to} names={names} />
      {move.on !== null && <span className="caption">{t('plan.try.from', { day: format.date(move.on) })}</span>}
    </span>
  );
}

function Side({ move, side, names }: { move: Move; side: string | null; names: Names }) {
  const { t } = useTranslation();
  const format = useFormat();
  const band = COLOURS.find((each) => move.kind === 'colour' && each === (side ?? 'unknown'));
  if (band !== undefined)
    return (
      <span className="try-colour">
        <BandMark band={band} size={10} /> {t(`ui.band.${band}`)}
      </span>
    );
  const name =
    side === null ? undefined : (names[move.kind === 'scheme' ? `${move.key}.${side}` : side] ?? names[side]);
  return <span>{name === undefined ? (side ?? t('plan.none')) : format.say(name)}</span>;
}

function groupsOf(moves: readonly Move[]): { id: string; moves: Move[] }[] {
  const groups = new Map<string, Move[]>();
  for (const move of moves) {
    const id = `${move.kind} ${move.key ?? ''}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [move]);
    else group.push(move);
  }
  return [...groups].map(([id, group]) => ({ id, moves: group }));
}

/** How many move in all, since only the largest are listed. */
function totalOf({ counts }: DryRunResult, [first, ...rest]: readonly Move[]): number {
  if (first === undefined) return 0;
  if (first.kind === 'tier') return counts.tier.up + counts.tier.down + counts.tier.other;
  if (first.kind === 'colour') return counts.colour.better + counts.colour.worse + counts.colour.other;
  if (first.kind === 'stage') return counts.stage;
  const members = counts.segments[first.key ?? ''];
  if (first.kind === 'segment') return members === undefined ? 0 : members.joins + members.leaves;
  return counts.schemes[first.key ?? ''] ?? rest.length + 1;
}
