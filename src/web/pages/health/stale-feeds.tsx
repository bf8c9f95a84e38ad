import { useTranslation } from 'react-i18next';
import type { Feed } from '../../../client/shapes.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Stale } from '../../../ui/states.tsx';
import type { particulars } from '../../i18n/zh/particulars.ts';

type FeedName = keyof typeof particulars.feeds.names;

/** What time alone would say is judged at the day a feed reaches; the reader must know when that is not today. */
export function StaleFeeds({ feeds }: { feeds: readonly Feed[] }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const stale = feeds.filter((feed) => feed.stale);
  if (stale.length === 0) return null;
  const isNamed = (kind: string): kind is FeedName => i18n.exists(`particulars.feeds.names.${kind}`);
  const nameOf = (kind: string) => (isNamed(kind) ? t(`particulars.feeds.names.${kind}`) : kind);
  const said = stale.map(({ kind, dataThrough }) =>
    t('particulars.feeds.stale', { feed: nameOf(kind), date: format.date(dataThrough) }),
  );
  return (
    <div className="board-stale">
      <Stale>{t('particulars.feeds.sentence', { feeds: said.join(format.language === 'zh' ? '；' : '; ') })}</Stale>
    </div>
  );
}
