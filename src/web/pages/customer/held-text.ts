import { useTranslation } from 'react-i18next';
import type { Profile } from '../../../client/shapes.ts';
import type { Band } from '../../../ui/band.ts';
import { formatNumber } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/locale.tsx';

/** Why a chip does not have the colour of its score, and until when; null where it has. */
export function useHeldText(shown: Band, held: Profile['held']): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  if (held === null) return null;
  const [band, towards] = [t(`ui.band.${shown}`), t(`ui.band.${held.towards}`)];
  if (held.until !== null) return t('glance.held.until', { band, day: format.date(held.until) });
  return t('glance.held.from', { band, towards, points: formatNumber(held.from ?? 0) });
}
