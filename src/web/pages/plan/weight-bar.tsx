import { useTranslation } from 'react-i18next';
import { formatPlain } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { useBench } from './bench.ts';
import { mendOf } from './mends.ts';
import type { Entry } from './plan-tree.ts';

const WEIGHT_SUM = 100;

/** The weights side by side, as long as they count; what is missing to 100 stays open, what is too much says so. */
export function WeightBar({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { text, tree, base, checked, readOnly, lit, light, setText } = useBench();
  const parts = entries.map(({ key, path }) => {
    const weight = tree?.value([...path, 'weight']);
    const value = (name: string) => String(tree?.value([...path, name]) ?? '');
    const name = format.name({ name: value('name') || key, nameEn: value('name_en') });
    return { key, path, name, weight: typeof weight === 'number' && weight > 0 ? weight : 0 };
  });
  const sum = parts.reduce((total, { weight }) => total + weight, 0);
  const isWhole = Math.abs(sum - WEIGHT_SUM) < 1e-9;
  const problem = checked.problems.find(({ code }) => code === 'weights');
  const mend = problem === undefined || readOnly ? null : mendOf(text, problem, base?.text ?? text);
  return (
    <div className="weights">
      <div className="weight-bar">
        {parts.map(({ key, path, name, weight }) => (
          <button
            key={key}
            type="button"
            className={lit?.[1] === key ? 'weight-part weight-lit' : 'weight-part'}
            style={{ flexGrow: weight }}
            aria-label={t('plan.weightOf', { name, weight: formatPlain(weight) })}
            title={t('plan.weightOf', { name, weight: formatPlain(weight) })}
            onClick={() => light(path)}
          />
        ))}
        {sum < WEIGHT_SUM && <span className="weight-open" style={{ flexGrow: WEIGHT_SUM - sum }} />}
      </div>
      <p className={isWhole ? 'caption' : 'weight-wrong'}>
        {t('plan.weightSum', { weight: formatPlain(sum) })}
        {mend !== null && (
          <button type="button" className="link-button" onClick={() => setText(mend.text)}>
            {t('plan.mendWeights')}
          </button>
        )}
      </p>
    </div>
  );
}
