import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../kernel/ids.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { now } from '../../clock.ts';
import type { VisitBody } from '../../offline/entry.ts';
import { useQueue, write } from '../../offline/queue.ts';
import { failureText, useReply, useSession } from '../../server.ts';

const PLACE_MS_MAX = 8_000;
/** A check-in of yesterday is another visit. */
const OPEN_MS_MAX = 12 * 3_600_000;

/** Where we arrived and when; what was written of it comes later. */
export interface CheckedIn {
  readonly visitId: string;
  readonly at: string;
  readonly accuracyMetres: number | null;
}

/** My check-in at this customer that still waits for its lines: on the server, or on this device. */
export function useCheckedIn(publicId: string): CheckedIn | null {
  const me = useSession().data?.member.id;
  const visits = useReply('GET /api/customers/:publicId/visits', { params: { publicId }, query: { limit: 5 } });
  const { entries } = useQueue();
  const since = now().getTime() - OPEN_MS_MAX;
  for (const { id, customer, what, writtenAt } of entries) {
    if (what.kind !== 'visit' || what.body.notes !== undefined || customer.publicId !== publicId) continue;
    return { visitId: id, at: writtenAt, accuracyMetres: what.body.accuracyMetres ?? null };
  }
  const open = visits.data?.items.find(
    ({ writtenUp, by, occurredAt }) => !writtenUp && by?.id === me && new Date(occurredAt).getTime() > since,
  );
  return open === undefined ? null : { visitId: open.id, at: open.occurredAt, accuracyMetres: open.accuracyMetres };
}

interface CheckInProps {
  readonly customer: { readonly publicId: string; readonly name: string };
  readonly checkedIn: CheckedIn | null;
  readonly onCheckedIn: (checkedIn: CheckedIn) => void;
}

/** One tap at the door: the server stamps the time, the phone gives the place of this visit, once. */
export function CheckIn({ customer, checkedIn, onCheckedIn }: CheckInProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const checkIn = async () => {
    setBusy(true);
    const [visitId, at] = [newId(now()), now().toISOString()];
    const place = await measuredPlace();
    try {
      await write([{ id: visitId, customer, what: { kind: 'visit', body: place } }]);
      onCheckedIn({ visitId, at, accuracyMetres: place.accuracyMetres ?? null });
    } catch (error) {
      void message.error(failureText(error).text);
    }
    setBusy(false);
  };
  if (checkedIn === null) {
    return (
      <Button size="large" block icon={<Icon name="check" />} loading={busy} onClick={() => void checkIn()}>
        {t('recording.visit.checkIn')}
      </Button>
    );
  }
  return (
    <p className="visit-checked-in" role="status">
      <Icon name="check" size={14} /> {t('recording.visit.checkedIn', { time: format.time(checkedIn.at) })}
      <span className="secondary">
        {checkedIn.accuracyMetres === null
          ? t('recording.visit.noPlace')
          : t('recording.visit.measured', { metres: checkedIn.accuracyMetres })}
      </span>
    </p>
  );
}

/** The place now, once; nothing where the phone does not tell it. */
function measuredPlace(): Promise<VisitBody> {
  if (!('geolocation' in navigator)) return Promise.resolve({});
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        resolve({ latitude, longitude, accuracyMetres: Math.round(accuracy) }),
      () => resolve({}),
      { timeout: PLACE_MS_MAX, maximumAge: 60_000 },
    );
  });
}
