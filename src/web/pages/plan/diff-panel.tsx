import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { diffPlans, type Piece, type PlanChange } from '../../../plan/diff.ts';
import { parsePlan } from '../../../plan/parse-plan.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useBench } from './bench.ts';

const SHOWN_FIRST = 8;

/** What this text says otherwise than the version in force, in the words of the plan. */
export function DiffPanel({ inForce }: { inForce: number }) {
  const { t } = useTranslation();
  const { base, checked } = useBench();
  const [isOpen, setOpen] = useState(false);
  const before = useMemo(() => (base === null ? null : parsePlan(base.text).plan), [base]);
  const changes = useMemo(
    () => (before === null || checked.plan === null ? null : diffPlans(before, checked.plan)),
    [before, checked.plan],
  );
  const shown = isOpen ? (changes ?? []) : (changes ?? []).slice(0, SHOWN_FIRST);
  const more = (changes?.length ?? 0) - shown.length;
  return (
    <Panel
      title={t('plan.diff.title', { version: inForce })}
      caption={changes === null ? undefined : t('plan.diff.count', { count: changes.length })}
      className="diff-panel"
    >
      {changes === null && <p className="secondary">{t('plan.diff.wrong')}</p>}
      {changes?.length === 0 && <p className="secondary">{t('plan.diff.none')}</p>}
      <ul className="diff-list">
        {shown.map((change) => (
          <Change key={`${change.kind} ${change.path}`} change={change} />
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className="link-button" onClick={() => setOpen(true)}>
          {t('plan.diff.more', { count: more })}
        </button>
      )}
    </Panel>
  );
}

function Change({ change }: { change: PlanChange }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, field, pieces } = change;
  if (pieces === null || field === null)
    return (
      <li className="diff-line">
        <span className="caption diff-part">{t(`plan.diff.parts.${change.part}`)}</span>
        <span>{format.say(change)}</span>
      </li>
    );
  return (
    <li className="diff-line">
      <span className="caption diff-part">{t(`plan.diff.parts.${change.part}`)}</span>
      <span>
        {t('plan.diff.field', { name: format.say(name), field: format.say(field) })}
        <Pieces pieces={pieces.before} sign="−" className="diff-old" />
        <Pieces pieces={pieces.after} sign="+" className="diff-new" />
      </span>
    </li>
  );
}

/** A long text with what changed in it marked. */
function Pieces({ pieces, sign, className }: { pieces: readonly Piece[]; sign: string; className: string }) {
  if (pieces.length === 0) return null;
  const spans = pieces.map((piece, at) => ({ ...piece, key: `${at} ${piece.text}` }));
  return (
    <code className={`diff-pieces ${className}`}>
      <span className="diff-sign">{sign}</span>
      {spans.map(({ key, text, changed }) => (changed ? <b key={key}>{text}</b> : <span key={key}>{text}</span>))}
    </code>
  );
}
