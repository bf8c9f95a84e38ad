import './orders.css';
import { useTranslation } from 'react-i18next';
import { sayBasis } from '../../../plan/sentences.ts';
import { BasisLabel } from '../../../ui/basis-label.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useReply } from '../../server.ts';

const MONTHS_SHOWN = 12;
/** Even a small month is seen. */
const HEIGHT_LEAST = 2;

/** A year of fiscal months as bars, on the basis that they are counted on. */
export function AmountsPanel({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amounts = useReply('GET /api/customers/:publicId/amounts', { params: { publicId } });
  const months = (amounts.data?.items ?? []).slice(0, MONTHS_SHOWN).reverse();
  const most = Math.max(0, ...months.map(({ amount }) => amount));
  if (amounts.data === undefined || most === 0) return null;
  return (
    <Panel
      title={t('particulars.orders.amounts.title')}
      extra={<BasisLabel text={sayBasis(amounts.data.basis, format.language)} />}
    >
      <ol className="month-bars" aria-label={t('particulars.orders.amounts.label')}>
        {months.map(({ from, to, amount }) => {
          const said = { from: format.date(from), to: format.date(to), amount: format.moneyExact(amount) };
          const height = amount <= 0 ? 0 : Math.max(HEIGHT_LEAST, Math.round((amount / most) * 100));
          return (
            <li key={to} title={t('particulars.orders.amounts.month', said)}>
              <span className="visually-hidden">{t('particulars.orders.amounts.month', said)}</span>
              <span className="month-track" aria-hidden="true">
                <span className="month-bar" style={{ height: `${height}%` }} />
              </span>
              <span className="caption" aria-hidden="true">
                {format.month(to)}
              </span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
