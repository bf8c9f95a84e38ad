import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator, Profile, Receipt } from '../../../client/shapes.ts';
import { dayEnd, parseDay } from '../../../kernel/time.ts';
import { AsOf, PastStrip } from '../../../ui/as-of.tsx';
import { BandChip } from '../../../ui/chips.tsx';
import { formatChange, formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { type ReceiptCap, type ReceiptRow, ReceiptTable } from '../../../ui/receipt-table.tsx';
import { Loading } from '../../../ui/states.tsx';
import { useAddress } from '../../address.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { FactsDrawer } from './facts-drawer.tsx';
import { useHeldText } from './held-text.ts';
import { HistoryChart } from './history-chart.tsx';

const CAUSES_SHOWN = 3;
const MOVED_MIN = 0.05;

interface Shown {
  readonly name: string;
  /** Why the colour of today is not the score's; a bill of a past day says its own. */
  readonly held: Profile['held'];
}

/** The score with its bill: as of any day, with what is known now or what was known then. */
export function ReceiptPanel({ publicId, name, held }: Shown & { publicId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { values, set } = useAddress();
  const asOf = values['asOf'] ?? format.today;
  const knownThen = values['known'] === 'then';
  const knownAt = knownThen ? dayEnd(parseDay(asOf), format.zone).toISOString() : undefined;
  const receipt = useReply('GET /api/customers/:publicId/receipt', {
    params: { publicId },
    query: { asOf: values['asOf'], knownAt },
  });
  const past = values['asOf'] !== undefined;
  return (
    <Panel title={t('customer.receipt.title')} extra={<Moment asOf={asOf} knownThen={knownThen} past={past} />} flush>
      {past && (
        <div className="receipt-past">
          <PastStrip
            text={t('customer.receipt.past', { day: format.date(asOf) })}
            back={t('customer.receipt.backToToday')}
            onBack={() => set({ asOf: undefined, known: undefined })}
          />
        </div>
      )}
      {receipt.isError && <ReplyFailure error={receipt.error} again={receipt.refetch} />}
      {receipt.isPending && <Loading lines={12} />}
      {receipt.data !== undefined && !receipt.isError && (
        <Bill receipt={receipt.data} publicId={publicId} name={name} held={past ? null : held} />
      )}
    </Panel>
  );
}

function Moment({ asOf, knownThen, past }: { asOf: string; knownThen: boolean; past: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { set } = useAddress();
  const options = [
    { value: 'now', label: t('customer.receipt.known.today') },
    { value: 'then', label: t('customer.receipt.known.moment') },
  ];
  return (
    <>
      <AsOf day={asOf} today={format.today} onChange={(day) => set({ asOf: day })} />
      <Select
        aria-label={t('customer.receipt.knownLabel')}
        value={knownThen ? 'then' : 'now'}
        options={options}
        disabled={!past}
        popupMatchSelectWidth={false}
        suffixIcon={<Icon name="chevronDown" size={14} />}
        onChange={(known: string) => set({ known: known === 'then' ? 'then' : undefined })}
      />
    </>
  );
}

function Bill({ receipt, publicId, name, held }: Shown & { receipt: Receipt; publicId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, setOpened] = useState<string>();
  const { health, indicators } = receipt;
  const since = format.date(health.previous.asOf);
  return (
    <>
      <div className="receipt-top">
        <ScoreBlock receipt={receipt} />
        <HistoryChart publicId={publicId} name={name} receipt={receipt} />
      </div>
      <Causes receipt={receipt} onOpen={setOpened} />
      <Notices receipt={receipt} held={held} />
      <ReceiptTable
        rows={indicators.map((indicator) => rowOf(indicator, format.name(indicator), format.say(indicator.sentence)))}
        cap={capOf(receipt)}
        sum={useSum(receipt)}
        since={since}
        caption={t('customer.receipt.caption', { name })}
        onOpen={setOpened}
      />
      <FactsDrawer indicator={indicators.find(({ key }) => key === opened)} onClose={() => setOpened(undefined)} />
    </>
  );
}

function rowOf(indicator: Indicator, name: string, sentence: string): ReceiptRow {
  const { key, colour, points, weight, contribution, maximum, change } = indicator;
  return { key, name, sentence, band: colour, points, weight, contribution, maximum, change };
}

function useSum({ health, indicators }: Receipt) {
  const { t } = useTranslation();
  const known = indicators.filter(({ points }) => points !== null);
  const allKnown = known.length === indicators.length;
  const previousScore = health.previous.score;
  return {
    note: allKnown ? t('customer.receipt.sumAll') : t('customer.receipt.sum', { known: known.length }),
    weight: known.reduce((sum, { weight }) => sum + weight, 0),
    contribution: health.score,
    change: health.score === null || previousScore === null ? null : health.score - previousScore,
  };
}

/** What caps took off, as a line of the bill: with it contributions and changes add up to the score and its change. */
function capOf({ health: { score, capChange, previous } }: Receipt): ReceiptCap | null {
  const before = previous.score === null ? 0 : previous.capChange;
  if (score === null || (capChange === 0 && before === 0)) return null;
  return { contribution: capChange, change: capChange - before };
}

function ScoreBlock({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { health, indicators } = receipt;
  const known = indicators.filter(({ points }) => points !== null).length;
  return (
    <div className="receipt-score">
      <p>
        <span className="headline">
          {health.score === null ? t('customer.receipt.unknown') : formatNumber(Math.floor(health.score))}
          {health.score !== null && <small>{t('customer.receipt.points')}</small>}
        </span>
        <BandChip band={health.colour} provisional={health.provisional} />
      </p>
      <p className="caption">
        {t('customer.receipt.source', {
          version: receipt.planVersion,
          knownAt: `${format.date(format.dayOf(receipt.knownAt))} ${format.time(receipt.knownAt)}`,
        })}
      </p>
      <p className="caption">{t('customer.receipt.facts', { facts: receipt.facts, known })}</p>
    </div>
  );
}

/** One sentence: how much, and the three largest causes, each opening its facts. */
function Causes({ receipt, onOpen }: { receipt: Receipt; onOpen: (key: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { score, previous } = receipt.health;
  if (score === null) return <p className="receipt-sentence-box secondary">{t('customer.receipt.noScore')}</p>;
  if (previous.score === null) return null;
  const difference = score - previous.score;
  const day = format.date(previous.asOf);
  if (Math.abs(difference) < MOVED_MIN)
    return <p className="receipt-sentence-box secondary">{t('customer.receipt.same', { day })}</p>;
  const points = formatNumber(Math.abs(difference), 1);
  return (
    <p className="receipt-sentence-box">
      <span>{t(difference < 0 ? 'customer.receipt.lost' : 'customer.receipt.gained', { day, points })}</span>
      {causesOf(receipt, Math.sign(difference)).map(({ indicator, change }) =>
        indicator === null ? (
          <span key="cap" className="figures">
            {t('ui.receipt.cap')} {formatChange(change, 1)}
          </span>
        ) : (
          <button
            key={indicator.key}
            type="button"
            className="cause-button figure-link"
            onClick={() => onOpen(indicator.key)}
          >
            {format.name(indicator)} {formatChange(change, 1)}
          </button>
        ),
      )}
    </p>
  );
}

interface Cause {
  /** Null for what caps took off, which no single indicator did. */
  readonly indicator: Indicator | null;
  readonly change: number;
}

/** What moved the score in one direction, the largest first. */
function causesOf(receipt: Receipt, direction: number): Cause[] {
  const cap: Cause = { indicator: null, change: capOf(receipt)?.change ?? 0 };
  const causes = receipt.indicators.map((indicator): Cause => ({ indicator, change: indicator.change ?? 0 }));
  return [cap, ...causes]
    .filter(({ change }) => Math.abs(change) >= MOVED_MIN && Math.sign(change) === direction)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, CAUSES_SHOWN);
}

/** Caps and the new customer's track: why the sum is not the score, or why there is none yet. */
function Notices({ receipt, held }: { receipt: Receipt; held: Profile['held'] }) {
  const { t } = useTranslation();
  const heldText = useHeldText(receipt.health.colour, held);
  const format = useFormat();
  const { caps, capChange, newCustomer, pending } = receipt.health;
  const separator = format.language === 'zh' ? '；' : '; ';
  const named = caps.map((cap) => t('customer.receipt.cap', { name: format.name(cap), max: cap.max })).join(separator);
  return (
    <>
      {capChange < 0 && <p className="receipt-notice">{named}</p>}
      {heldText !== null && <p className="receipt-notice secondary">{heldText}</p>}
      {pending !== null && heldText === null && (
        <p className="receipt-notice secondary">
          {t('customer.receipt.pending', { band: t(`ui.band.${pending.colour}`), day: format.date(pending.since) })}
        </p>
      )}
      {newCustomer !== null && (
        <p className="receipt-notice secondary">
          {t('customer.receipt.newCustomer', { met: newCustomer.met, of: newCustomer.steps.length })}
        </p>
      )}
    </>
  );
}
