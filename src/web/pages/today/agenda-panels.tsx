import { useTranslation } from 'react-i18next';
import type { Agenda } from '../../../client/shapes.ts';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { paths } from '../../paths.ts';
import { useReply } from '../../server.ts';

/** What comes up beside the work of the day; nothing where nothing does. */
export function AgendaPanels() {
  const agenda = useReply('GET /api/agenda').data;
  if (agenda === undefined) return null;
  return (
    <>
      <OverduePromises promises={agenda.promises} />
      <ToReceive handOvers={agenda.handOvers} />
      <ComingDates dates={agenda.dates} />
    </>
  );
}

function OverduePromises({ promises }: { promises: Agenda['promises'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (promises.total === 0) return null;
  return (
    <Panel title={t('particulars.agenda.promises')} extra={<span className="caption">{promises.total}</span>}>
      <ul className="ongoing">
        {promises.items.map(({ id, customer, text, dueOn }) => (
          <li key={id}>
            <div>{text}</div>
            <p className="caption agenda-line">
              <Link href={paths.customer(customer.publicId, 'needs')}>{customer.name}</Link>
              <span className="nowrap">{t('particulars.agenda.wasDue', { day: format.date(dueOn) })}</span>
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ToReceive({ handOvers }: { handOvers: Agenda['handOvers'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (handOvers.total === 0) return null;
  return (
    <Panel
      title={t('particulars.agenda.handOvers')}
      extra={<Link href={paths.handOvers()}>{t('particulars.agenda.handOversMore', { count: handOvers.total })}</Link>}
    >
      <ul className="ongoing">
        {handOvers.items.map(({ id, text, customer, dueOn }) => (
          <li key={id}>
            <div>{text}</div>
            <p className="caption agenda-line">
              <span>{customer}</span>
              {dueOn !== null && (
                <span className="nowrap">{t('particulars.agenda.due', { day: format.date(dueOn) })}</span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ComingDates({ dates }: { dates: Agenda['dates'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const kindName = useDateKind();
  if (dates.length === 0) return null;
  return (
    <Panel title={t('particulars.agenda.dates')}>
      <ul className="ongoing">
        {dates.map(({ customer, kind, on, who, years }) => (
          <li key={`${customer.publicId}-${kind}-${who}-${on}`}>
            <p className="agenda-line">
              <span>
                {[who, kindName(kind), years !== null && t('particulars.agenda.years', { years })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <span className="nowrap secondary">{format.date(on)}</span>
            </p>
            <p className="caption">
              <Link href={paths.customer(customer.publicId, 'contacts')}>{customer.name}</Link>
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const DATE_KINDS = [
  ...(['cooperation_anniversary', 'company_anniversary', 'birthday', 'wedding', 'wedding_anniversary'] as const),
  ...(['childbirth', 'baby_birthday'] as const),
] as const;

function useDateKind(): (kind: string) => string {
  const { t } = useTranslation();
  return (kind) => t(`people.dates.kinds.${DATE_KINDS.find((one) => one === kind) ?? 'other'}`);
}
