import { useTranslation } from 'react-i18next';
import type { SegmentPreview } from '../../../client/shapes.ts';
import { BandChip } from '../../../ui/chips.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Link } from '../../../ui/link.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { usePreview } from './use-preview.ts';

/** Who a condition finds now: how many, how sure, and the largest ten. */
export function LivePanel({ expression }: { expression: string }) {
  const { t } = useTranslation();
  const preview = usePreview(expression);
  return (
    <Panel title={t('segments.live')} caption={preview.isFetching ? t('segments.counting') : undefined}>
      {expression === '' && <p className="secondary">{t('segments.liveHint')}</p>}
      {expression !== '' && preview.isPending && <Loading lines={6}>{t('segments.counting')}</Loading>}
      {preview.isError && <ReplyFailure error={preview.error} again={preview.refetch} />}
      {expression !== '' && preview.data !== undefined && <Found preview={preview.data} />}
    </Panel>
  );
}

function Found({ preview: { count, sample } }: { preview: SegmentPreview }) {
  const { t } = useTranslation();
  if (count === null) return null;
  const said = {
    of: formatNumber(count.of),
    looked: formatNumber(count.looked),
    low: formatNumber(count.low),
    high: formatNumber(count.high),
  };
  return (
    <div aria-live="polite">
      <p className="headline">{t('segments.members', { count: count.value })}</p>
      <p className="caption">{t(count.exact ? 'segments.exact' : 'segments.estimate', said)}</p>
      {sample.length > 0 && <p className="caption segment-sample">{t('segments.sample')}</p>}
      <ul className="live-sample">
        {sample.map((customer) => (
          <li key={customer.publicId}>
            <Link href={paths.customer(customer.publicId)} title={customer.name}>
              {customer.shortName ?? customer.name}
            </Link>
            <BandChip band={customer.colour} score={customer.score} />
            <MoneyText minor={customer.amountYear} />
          </li>
        ))}
      </ul>
    </div>
  );
}
