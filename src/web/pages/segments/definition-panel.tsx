import { useTranslation } from 'react-i18next';
import type { SegmentPage } from '../../../client/shapes.ts';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Fact, Panel } from '../../../ui/panel.tsx';
import { paths } from '../../paths.ts';
import { useReply } from '../../server.ts';
import { Age } from './segments.tsx';

/** What the segment says, where that comes from, when it was last computed and what went wrong. */
export function DefinitionPanel({ page }: { page: SegmentPage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { segment, computed, uses, usedBy } = page;
  const says = format.language === 'en' ? segment.descriptionEn : segment.description;
  const plan = useReply('GET /api/plan').data;
  const author = segment.isOwn ? segment.author?.name : t('segments.byPlan', { version: plan?.version ?? '' });
  return (
    <Panel title={t('segments.definition')}>
      {says !== '' && <p>{says}</p>}
      <pre className="segment-code">{segment.expression}</pre>
      <dl className="segment-facts">
        {segment.source !== null && <Fact label={t('segments.source')}>{segment.source}</Fact>}
        <Fact label={t('segments.by')}>
          <span className="nowrap">{author}</span>
          <span className="caption">{t('segments.since', { day: format.date(format.dayOf(segment.since)) })}</span>
        </Fact>
        <Fact label={t('segments.lastComputed')}>
          <Age computed={computed} />
        </Fact>
        <Fact label={t('segments.lastError')}>
          {segment.problem === null ? (
            <span className="secondary">{t('segments.noError')}</span>
          ) : (
            <span className="segment-wrong">{format.say(segment.problem)}</span>
          )}
        </Fact>
        {uses.length > 0 && (
          <Fact label={t('segments.uses')}>
            <Named keys={uses} />
          </Fact>
        )}
        {usedBy.length > 0 && (
          <Fact label={t('segments.usedBy')}>
            <Named keys={usedBy} />
          </Fact>
        )}
      </dl>
    </Panel>
  );
}

function Named({ keys }: { keys: readonly string[] }) {
  const format = useFormat();
  const segments = useReply('GET /api/segments').data?.items ?? [];
  return keys.map((key) => {
    const found = segments.find((segment) => segment.key === key);
    return (
      <Link key={key} href={paths.segment(key)}>
        {found === undefined ? key : format.name(found)}
      </Link>
    );
  });
}
