import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';

/** How needs and promises came to be what they are, newest first. */
export function NeedStoryPanel({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const story = useReply('GET /api/customers/:publicId/need-story', { params: { publicId } });
  if (story.isError) return <ReplyFailure error={story.error} again={story.refetch} />;
  return (
    <Panel title={t('needs.story.title')}>
      {story.isPending && <Loading lines={3} />}
      {story.data?.items.length === 0 && <p className="secondary">{t('needs.story.none')}</p>}
      <ol className="need-story">
        {story.data?.items.map((change) => (
          <li key={`${String(change.changedAt)} ${change.what} ${change.text}`}>
            <span className="caption nowrap">{format.date(format.dayOf(change.changedAt))}</span>
            <span>
              <b>{t(`needs.story.whats.${change.what}`)}</b> {change.text}
              {change.note !== '' && <span className="secondary"> {change.note}</span>}
              {change.by !== null && <span className="caption"> {change.by.name}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
