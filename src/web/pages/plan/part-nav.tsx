import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../ui/format.ts';
import { useBench } from './bench.ts';
import { formOf, isList, PARTS, type PartKey } from './forms.ts';
import type { PlanTree } from './plan-tree.ts';

/** The parts of the plan: how many of each, and which differ from the version in force. */
export function PartNav({
  part,
  versions,
  onPart,
}: {
  part: PartKey;
  versions: number;
  onPart: (part: PartKey) => void;
}) {
  const { t } = useTranslation();
  const { tree, base } = useBench();
  return (
    <nav className="panel plan-nav" aria-label={t('plan.navLabel')}>
      {PARTS.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === part}
          className={one === part ? 'plan-part plan-current' : 'plan-part'}
          onClick={() => onPart(one)}
        >
          <span className={isChanged(one, tree, base) ? 'part-changed' : ''}>{t(`plan.nav.${one}`)}</span>
          <span className="caption figures">{countOf(one, tree, versions)}</span>
        </button>
      ))}
    </nav>
  );
}

/** The top keys of the file that a part shows. */
export function sectionsOf(part: PartKey): readonly string[] {
  const shape = formOf(part);
  if (isList(shape)) return [shape.section];
  return shape.flatMap(({ path, fields }) => (path[0] === undefined ? fields.map(({ at }) => at[0] ?? '') : [path[0]]));
}

function countOf(part: PartKey, tree: PlanTree | null, versions: number): string {
  if (part === 'versions') return formatNumber(versions);
  const shape = formOf(part);
  return isList(shape) && tree !== null ? formatNumber(tree.entries(shape.section).length) : '';
}

function isChanged(part: PartKey, tree: PlanTree | null, base: PlanTree | null): boolean {
  if (part === 'versions' || tree === null || base === null || tree === base) return false;
  return sectionsOf(part).some((section) => sourceOf(tree, section) !== sourceOf(base, section));
}

function sourceOf(tree: PlanTree, section: string): string {
  return JSON.stringify(tree.node([section])?.toJSON());
}
