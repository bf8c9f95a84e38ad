import './receipt-table.css';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Band } from './band.ts';
import { BandMark } from './chips.tsx';
import { formatChange, formatNumber } from './format.ts';

/** One indicator of a score, as the receipt prints it. Rows come sorted by points lost, unknown last. */
export interface ReceiptRow {
  readonly key: string;
  readonly name: string;
  /** The value as a sentence: `9 单 ÷ 14 单 = 0.64`. */
  readonly sentence: string;
  readonly band: Band;
  readonly points: number | null;
  readonly weight: number;
  readonly contribution: number | null;
  readonly maximum: number | null;
  readonly change: number | null;
}

export interface ReceiptSum {
  readonly note: string;
  readonly weight: number;
  readonly contribution: number | null;
  readonly change: number | null;
}

/** What caps take off, in points, and how that changed; both are 0 or less in the first. */
export interface ReceiptCap {
  readonly contribution: number;
  readonly change: number;
}

interface ReceiptTableProps {
  readonly rows: readonly ReceiptRow[];
  /** Null when no cap counts, now or then. */
  readonly cap: ReceiptCap | null;
  readonly sum: ReceiptSum;
  /** The day compared with, as written; null when there is nothing to compare with. */
  readonly since: string | null;
  readonly caption: string;
  readonly onOpen: (key: string) => void;
}

/** The score as a bill: what each indicator could give, what it gave, and what changed. */
export function ReceiptTable({ rows, cap, sum, since, caption, onOpen }: ReceiptTableProps) {
  const heaviest = Math.max(1, ...rows.map((row) => row.weight));
  return (
    <table className="receipt">
      <caption className="visually-hidden">{caption}</caption>
      <ReceiptHead since={since} />
      <tbody>
        {rows.map((row) => (
          <ReceiptLine key={row.key} row={row} heaviest={heaviest} since={since} onOpen={onOpen} />
        ))}
        {cap !== null && <CapLine cap={cap} since={since} />}
      </tbody>
      <ReceiptFoot sum={sum} since={since} />
    </table>
  );
}

function ReceiptHead({ since }: { since: string | null }) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">
          <span className="receipt-indent">{t('ui.receipt.indicator')}</span>
        </th>
        <th scope="col">{t('ui.receipt.value')}</th>
        <th scope="col" className="number">
          {t('ui.receipt.points')}
        </th>
        <th scope="col" className="number receipt-weight">
          {t('ui.receipt.weight')}
        </th>
        <th scope="col" colSpan={2} className="receipt-bar-head">
          {t('ui.receipt.contribution')}
        </th>
        {since !== null && (
          <th scope="col" className="number receipt-change">
            {t('ui.receipt.since', { day: since })}
          </th>
        )}
      </tr>
    </thead>
  );
}

interface LineProps {
  readonly row: ReceiptRow;
  readonly heaviest: number;
  readonly since: string | null;
  readonly onOpen: (key: string) => void;
}

function ReceiptLine({ row, heaviest, since, onOpen }: LineProps) {
  const { t } = useTranslation();
  const known = row.points !== null;
  return (
    <tr>
      <th scope="row">
        <button type="button" className="receipt-open" onClick={() => onOpen(row.key)}>
          <BandMark band={row.band} size={10} />
          <span className="visually-hidden">{t(`ui.band.${row.band}`)}</span>
          <span>{row.name}</span>
        </button>
      </th>
      <td className="secondary receipt-sentence" title={row.sentence}>
        {row.sentence}
      </td>
      <td className="number">
        {known ? <b>{formatNumber(row.points ?? 0)}</b> : <Muted>{t('ui.band.unknown')}</Muted>}
      </td>
      <td className="number secondary receipt-weight">{formatNumber(row.weight)}</td>
      <td className="receipt-bar-cell">
        <span className={`receipt-bar bar-${row.band}`} style={{ width: (row.weight / heaviest) * 60 }}>
          {known && <span style={{ width: `${row.points}%` }} />}
        </span>
      </td>
      <td className="number nowrap">{known ? <Contribution row={row} /> : <Muted>{t('ui.receipt.leftOut')}</Muted>}</td>
      {since !== null && (
        <td className="number receipt-change">{row.change === null ? '' : formatChange(row.change, 1)}</td>
      )}
    </tr>
  );
}

function CapLine({ cap, since }: { cap: ReceiptCap; since: string | null }) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row" colSpan={5}>
        <span className="receipt-indent">{t('ui.receipt.cap')}</span>
      </th>
      <td className="number nowrap">
        <b>{formatChange(cap.contribution, 1)}</b>
      </td>
      {since !== null && <td className="number receipt-change">{formatChange(cap.change, 1)}</td>}
    </tr>
  );
}

function Contribution({ row }: { row: ReceiptRow }) {
  return (
    <>
      <b>{formatNumber(row.contribution ?? 0, 1)}</b>
      <span className="secondary"> / {formatNumber(row.maximum ?? 0, 1)}</span>
    </>
  );
}

function Muted({ children }: { children: ReactNode }) {
  return <span className="secondary">{children}</span>;
}

function ReceiptFoot({ sum, since }: { sum: ReceiptSum; since: string | null }) {
  const { t } = useTranslation();
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={3}>
          <span className="receipt-indent">
            <b>{t('ui.receipt.sum')}</b> <span className="secondary">{sum.note}</span>
          </span>
        </th>
        <td className="number secondary receipt-weight">{formatNumber(sum.weight)}</td>
        <td />
        <td className="number nowrap">
          {sum.contribution === null ? (
            <Muted>{t('ui.band.unknown')}</Muted>
          ) : (
            <>
              <b>{formatNumber(sum.contribution, 1)}</b>
              <span className="secondary"> / 100</span>
            </>
          )}
        </td>
        {since !== null && (
          <td className="number receipt-change">
            <b>{sum.change === null ? '' : formatChange(sum.change, 1)}</b>
          </td>
        )}
      </tr>
    </tfoot>
  );
}
