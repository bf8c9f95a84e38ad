import { useTranslation } from 'react-i18next';
import type { VisitRow } from '../../../client/shapes.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { useReply } from '../../server.ts';

const SHOWN_MAX = 5;

/** Who of us was there before, what for, and what was said. */
export function PastVisits({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const visits = useReply('GET /api/customers/:publicId/visits', { params: { publicId }, query: { limit: SHOWN_MAX } });
  const items = visits.data?.items;
  if (items === undefined && !visits.isPending) return null;
  return (
    <Panel title={t('recording.visit.past')} flush>
      {items === undefined && <Loading lines={4} />}
      {items?.length === 0 && <p className="secondary panel-padded">{t('recording.visit.none')}</p>}
      <ul className="past-visits">
        {items?.map((visit) => (
          <PastVisit key={visit.id} publicId={publicId} visit={visit} />
        ))}
      </ul>
    </Panel>
  );
}

function PastVisit({ publicId, visit }: { publicId: string; visit: VisitRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = [visit.cameFor, visit.heard, visit.promised].filter((line) => line !== '');
  const place = visit.site?.name ?? visit.place;
  return (
    <li>
      <div className="entry-head">
        <b>{format.instant(visit.occurredAt)}</b>
        <span className="secondary">{visit.visitors.map(({ name }) => name).join(' · ') || visit.by?.name}</span>
        {place !== null && <span className="secondary">{place}</span>}
      </div>
      {!visit.writtenUp && <span className="secondary">{t('recording.visit.open')}</span>}
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {visit.photos.length > 0 && (
        <span className="past-photos">
          {visit.photos.map((photo) => (
            <img
              key={photo.id}
              loading="lazy"
              width={72}
              height={72}
              alt={t('recording.visit.photos')}
              src={`/api/customers/${publicId}/visits/${visit.id}/photos/${photo.id}`}
            />
          ))}
        </span>
      )}
    </li>
  );
}
