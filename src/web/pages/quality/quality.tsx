import './quality.css';
import { useTranslation } from 'react-i18next';
import type { Flaw, Quality } from '../../../client/shapes.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Link } from '../../../ui/link.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { numberOf, oneOf, useAddress } from '../../address.ts';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useCompany, useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { FlawedPanel } from './flawed-panel.tsx';
import { FLAW_GROUPS, FLAWS, worstOf } from './flaws.ts';
import { OwnersPanel } from './owners-panel.tsx';

/** 数据质量: what is missing, contradicting or old, by owner, with the fix in place. */
export function QualityPage() {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const quality = useReply('GET /api/quality');
  const chosen = oneOf(FLAWS, values['flaw']) ?? (quality.data && worstOf(quality.data.flaws)) ?? 'no_owner';
  return (
    <Page title={t('quality.title')} caption={t('quality.caption')}>
      {quality.isPending && <Loading lines={8} />}
      {quality.isError && <ReplyFailure error={quality.error} again={quality.refetch} />}
      {quality.data !== undefined && (
        <div className="quality">
          <FlawsPanel quality={quality.data} chosen={chosen} onChoose={(flaw) => set({ flaw })} />
          <div className="quality-main">
            <FlawedPanel
              flaw={chosen}
              owner={values['owner']}
              offset={numberOf(values['offset']) ?? 0}
              onPage={(offset) => set({ offset: String(offset) })}
              onClear={() => set({ owner: undefined })}
            />
            <OwnersPanel owners={quality.data.owners} onChoose={(owner) => set({ owner })} />
          </div>
        </div>
      )}
    </Page>
  );
}

interface FlawsPanelProps {
  readonly quality: Quality;
  readonly chosen: Flaw;
  readonly onChoose: (flaw: Flaw) => void;
}

function FlawsPanel({ quality, chosen, onChoose }: FlawsPanelProps) {
  const { t } = useTranslation();
  const { completeness, customers, flaws } = quality;
  return (
    <Panel className="quality-flaws">
      <p className="quality-score">
        <b className="figures">{completeness === null ? '–' : `${completeness}%`}</b>
        <span className="caption">
          {t('quality.completeness')} · {t('quality.ofCustomers', { count: customers })}
        </span>
      </p>
      {FLAW_GROUPS.map((group) => (
        <section key={group.key}>
          <h3 className="caption">{t(`quality.groups.${group.key}`)}</h3>
          {group.flaws.map((flaw) => (
            <button
              key={flaw}
              type="button"
              className="flaw"
              aria-pressed={flaw === chosen}
              onClick={() => onChoose(flaw)}
            >
              <span>{t(`quality.flaws.${flaw}`)}</span>
              <b className={flaws[flaw] === 0 ? 'figures secondary' : 'figures'}>{formatNumber(flaws[flaw])}</b>
            </button>
          ))}
        </section>
      ))}
      <Beside quality={quality} />
    </Panel>
  );
}

/** What is wrong with no single customer: products without a category, feeds that stopped. */
function Beside({ quality }: { quality: Quality }) {
  const { t } = useTranslation();
  const stale = (useCompany().data?.feeds ?? []).filter((feed) => feed.stale).length;
  return (
    <section className="quality-beside">
      {quality.products > 0 && (
        <p>
          {t('quality.products')} <b className="figures">{formatNumber(quality.products)}</b>{' '}
          <Link href={paths.imports()}>{t('quality.productsFix')}</Link>
        </p>
      )}
      {stale > 0 && (
        <p>
          {t('quality.feeds')} <b className="figures">{stale}</b>{' '}
          <Link href={paths.calendars()}>{t('quality.feedsFix')}</Link>
        </p>
      )}
    </section>
  );
}
