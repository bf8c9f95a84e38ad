import { useTranslation } from 'react-i18next';
import type { NeedRow } from '../client/shapes.ts';
import { TagChip } from '../ui/chips.tsx';
import type { Columns } from '../ui/data-table.tsx';
import { useFormat } from '../ui/locale.tsx';

/** A need in its words, with what makes it more than ordinary. */
export function NeedWords({ need }: { need: NeedRow }) {
  const { t } = useTranslation();
  const level = NEED_LEVELS.find((one) => one.level === need.level);
  return (
    <span className="need-words">
      {need.text}
      {need.urgency === 3 && <TagChip>{t('needs.list.urgent')}</TagChip>}
      {need.importance === 3 && <TagChip>{t('needs.list.important')}</TagChip>}
      {need.kind === 'hidden' && <TagChip>{t('needs.list.hidden')}</TagChip>}
      {level !== undefined && <span className="caption">{t(`needs.levels.${level.name}`)}</span>}
      {need.source !== null && <span className="caption">{t(`needs.sources.${need.source}`)}</span>}
      {need.fit !== null && <span className="caption">{t('needs.list.fit', { fit: need.fit })}</span>}
      {need.evidence !== '' && <span className="secondary">{need.evidence}</span>}
    </span>
  );
}

/** Maslow's levels, the lowest first. */
export const NEED_LEVELS = [
  { level: 1, name: 'basic' },
  { level: 2, name: 'safety' },
  { level: 3, name: 'belonging' },
  { level: 4, name: 'esteem' },
  { level: 5, name: 'fulfilment' },
] as const;

/** About what, whose, by when: the columns that every list of needs has. */
export function useNeedColumns(): Columns<NeedRow> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'nature',
      title: t('needs.columns.nature'),
      width: 80,
      responsive: ['md'],
      render: (_, need) => t(`needs.natures.${need.nature}`),
    },
    {
      key: 'owner',
      title: t('needs.columns.owner'),
      width: 100,
      responsive: ['md'],
      render: (_, need) => need.owner?.name ?? '',
    },
    {
      key: 'due',
      title: t('needs.columns.due'),
      width: 110,
      responsive: ['md'],
      render: (_, need) => <span className="nowrap">{need.dueOn === null ? '' : format.date(need.dueOn)}</span>,
    },
  ];
}
