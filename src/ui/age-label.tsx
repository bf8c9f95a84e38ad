import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HOUR_MS } from '../kernel/time.ts';
import { useFormat } from './locale.tsx';

interface AgeLabelProps {
  readonly at: string;
  /** How many the figure stands on, already in words: `n = 268 份`. */
  readonly count?: ReactNode;
  /** Older than this the label turns amber and names the limit. */
  readonly freshHours?: number;
}

/** How old a figure is, and on how many it stands; the exact time on hover. */
export function AgeLabel({ at, count, freshHours = 26 }: AgeLabelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const stale = format.now.getTime() - new Date(at).getTime() > freshHours * HOUR_MS;
  const separator = format.language === 'zh' ? '，' : ', ';
  return (
    <Tooltip title={t('ui.age.exact', { at: format.instant(at) })}>
      <span className={stale ? 'caption age-stale' : 'caption'}>
        {count}
        {count !== undefined && separator}
        {format.age(at)}
        {stale && separator + t('ui.age.stale', { hours: freshHours })}
      </span>
    </Tooltip>
  );
}
