import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/panel.tsx';
import { linesOf } from './plan-lines.ts';

interface NumberedLine {
  readonly number: number;
  readonly text: string;
  readonly lit: boolean;
}

/** The plan's own text with line numbers; the picked part is lit and scrolled to. */
export function PlanText({ text, lit }: { text: string; lit: string | undefined }) {
  const { t } = useTranslation();
  const holder = useRef<HTMLElement>(null);
  const lines = useMemo(() => numbered(text, lit), [text, lit]);
  const firstLit = lines.find((line) => line.lit)?.number;
  useEffect(() => {
    if (firstLit === undefined) return;
    const line = holder.current?.querySelector(`[data-line="${firstLit}"]`);
    line?.scrollIntoView({ block: 'center' });
  }, [firstLit]);
  return (
    <Panel
      title={<code>{t('plan.text')}</code>}
      caption={t('plan.lines', { count: lines.length })}
      flush
      className="plan-text"
    >
      <section ref={holder} className="plan-code" aria-label={t('plan.text')}>
        {lines.map((line) => (
          <div key={line.number} data-line={line.number} className={line.lit ? 'code-line code-lit' : 'code-line'}>
            <span className="code-number">{line.number}</span>
            <code>
              <Highlighted text={line.text} />
            </code>
          </div>
        ))}
      </section>
    </Panel>
  );
}

function numbered(text: string, key: string | undefined): NumberedLine[] {
  const range = key === undefined ? null : linesOf(text, key);
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => ({
      number: index + 1,
      text: line,
      lit: range !== null && index >= range.first && index <= range.last,
    }));
}

/** Keys in the accent, comments quiet: enough to find one's way, no more colour than that. */
function Highlighted({ text }: { text: string }) {
  const comment = /^(\s*)(#.*)$/.exec(text);
  if (comment !== null) return <span className="code-comment">{text}</span>;
  const keyed = /^(\s*(?:- )?)([\w.]+)(:.*)$/.exec(text);
  if (keyed === null) return text;
  return (
    <>
      {keyed[1]}
      <span className="code-key">{keyed[2]}</span>
      {keyed[3]}
    </>
  );
}
