import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../plan/problem.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { useBench } from './bench.ts';
import { mendOf } from './mends.ts';
import type { Path, PlanTree } from './plan-tree.ts';

const SHOWN_FIRST = 3;

/** What is wrong, line by line, each with what one tap mends. */
export function ProblemBar() {
  const { t } = useTranslation();
  const { checked } = useBench();
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? checked.problems : checked.problems.slice(0, SHOWN_FIRST);
  const more = checked.problems.length - shown.length;
  return (
    <ul className="plan-problems">
      {shown.map((problem) => (
        <ProblemLine key={`${problem.line}:${problem.column}:${problem.code}`} problem={problem} />
      ))}
      {more > 0 && (
        <li>
          <button type="button" className="link-button" onClick={() => setOpen(true)}>
            {t('plan.moreProblems', { count: more })}
          </button>
        </li>
      )}
    </ul>
  );
}

function ProblemLine({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { checked, tree, base, readOnly, light, setText } = useBench();
  const mend = readOnly ? null : mendOf(checked.text, problem, base?.text ?? checked.text);
  const path = tree === null ? null : pathOf(tree, problem.path);
  return (
    <li className="plan-problem">
      <Icon name="alert" size={16} />
      <button type="button" className="problem-place" disabled={path === null} onClick={() => light(path)}>
        {t('plan.line', { line: problem.line })}
      </button>
      <span>{format.say(problem)}</span>
      {mend !== null && (
        <button type="button" className="link-button" onClick={() => setText(mend.text)}>
          {mend.is === 'nearest' ? t('plan.mendTo', { word: mend.word }) : t('plan.mendWeights')}
        </button>
      )}
    </li>
  );
}

/** The nearest thing in the tree to a problem's path. */
function pathOf(tree: PlanTree, text: string): Path | null {
  const steps = text.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  for (let length = steps.length; length > 0; length--) {
    if (tree.span(steps.slice(0, length)) !== null) return steps.slice(0, length);
  }
  return null;
}
