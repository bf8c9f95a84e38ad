import { useTranslation } from 'react-i18next';
import type { SegmentPage } from '../../../client/shapes.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';

/** What a segment of our own said before, who changed it and why. */
export function VersionsPanel({ versions }: { versions: SegmentPage['versions'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('segments.history')}>
      <ul className="segment-versions">
        {versions.map(({ version, expression, reason, author, since }) => (
          <li key={version}>
            <b>{t('segments.version', { version })}</b>{' '}
            <span className="caption">
              {format.date(format.dayOf(since))} {author?.name}
            </span>{' '}
            {reason}
            <pre className="segment-code">{expression ?? t('segments.withdrawn')}</pre>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
