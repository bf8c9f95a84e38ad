import './states.css';
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from './icons.tsx';

/** A skeleton that appears at once looks like a flicker; most replies come sooner than this. */
const SKELETON_AFTER_MS = 300;
const SKELETON_WIDTHS = [34, 72, 61, 66, 48] as const;

interface StateProps {
  readonly icon: IconName;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

function State({ icon, title, children, action }: StateProps) {
  return (
    <div className="state">
      <span className="state-icon">
        <Icon name={icon} size={22} />
      </span>
      <h3>{title}</h3>
      {children !== undefined && <div className="secondary state-text">{children}</div>}
      {action !== undefined && <div className="state-action">{action}</div>}
    </div>
  );
}

/** What is missing, what it would give, one button. */
export function Empty(props: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return <State icon="inbox" {...props} />;
}

/** Which filter to drop and how many that returns. */
export function NoMatch(props: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return <State icon="filter" {...props} />;
}

/** Who can grant what is missing. */
export function Forbidden({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <State icon="lock" title={t('ui.forbidden.title')}>
      {children ?? t('ui.forbidden.text')}
    </State>
  );
}

interface FailureProps {
  readonly title?: ReactNode;
  readonly text: ReactNode;
  /** The number to quote when asking for help. */
  readonly number?: string | undefined;
  readonly again?: (() => void) | undefined;
}

/** In place: what failed, what to do, a number to quote, once more. */
export function Failure({ title, text, number, again }: FailureProps) {
  const { t } = useTranslation();
  const action =
    again === undefined ? undefined : (
      <Button size="small" icon={<Icon name="refresh" size={14} />} onClick={again}>
        {t('ui.failure.again')}
      </Button>
    );
  return (
    <div role="alert">
      <State icon="unlinked" title={title ?? t('ui.failure.title')} action={action}>
        {text}
        {number !== undefined && <span className="caption"> {t('ui.failure.number', { number })}</span>}
      </State>
    </div>
  );
}

/** The final shape in grey after a moment, with what is being counted. */
export function Loading({ lines = 5, children }: { lines?: number; children?: ReactNode }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setShown(true), SKELETON_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <div className="loading" role="status" aria-label={t('ui.loading')}>
      {shown && (
        <>
          {skeleton(lines).map((line) => (
            <span key={line.key} className="loading-line" style={{ width: line.width }} />
          ))}
          {children !== undefined && <p className="caption">{children}</p>}
        </>
      )}
    </div>
  );
}

function skeleton(lines: number): { key: string; width: string }[] {
  const width = (line: number) => `${SKELETON_WIDTHS[line % SKELETON_WIDTHS.length] ?? 50}%`;
  return Array.from({ length: lines }, (_, line) => ({ key: `line-${line}`, width: width(line) }));
}

/** The old figure stays; its age stands above it. */
export function Stale({ children }: { children: ReactNode }) {
  return (
    <p className="stale">
      <Icon name="clock" size={14} />
      <span>{children}</span>
    </p>
  );
}
