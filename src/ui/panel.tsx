import type { ReactNode } from 'react';

interface PanelProps {
  readonly title?: ReactNode;
  readonly caption?: ReactNode;
  readonly extra?: ReactNode;
  readonly foot?: ReactNode;
  /** Tables reach the panel's edges. */
  readonly flush?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A white sheet with a hairline: title and one caption left, what changes the view right, the sum at the foot. */
export function Panel({ title, caption, extra, foot, flush = false, className = '', children }: PanelProps) {
  return (
    <section className={`panel ${className}`}>
      {(title !== undefined || extra !== undefined) && (
        <header className="panel-head">
          {title !== undefined && <h2>{title}</h2>}
          {caption !== undefined && <span className="caption panel-caption">{caption}</span>}
          {extra !== undefined && <div className="panel-extra">{extra}</div>}
        </header>
      )}
      <div className={flush ? 'panel-body panel-flush' : 'panel-body'}>{children}</div>
      {foot !== undefined && <footer className="panel-foot">{foot}</footer>}
    </section>
  );
}

/** A caption above its value, as in the header of a customer. */
export function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="fact">
      <dt className="caption">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
