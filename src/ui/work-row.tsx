import './work-row.css';
import type { ReactNode } from 'react';

interface WorkRowProps {
  readonly clock: ReactNode;
  readonly due: ReactNode;
  readonly title: ReactNode;
  readonly chips: ReactNode;
  /** Why now: the fact, then the rule. */
  readonly why: ReactNode;
  readonly minutes: ReactNode;
  readonly action: ReactNode;
  readonly selected?: boolean;
  readonly onSelect?: () => void;
}

/** One thing to do: limit, what and for whom, why now, how long, one verb. */
export function WorkRow(props: WorkRowProps) {
  return (
    <li className={props.selected ? 'work-row work-selected' : 'work-row'} onPointerEnter={props.onSelect}>
      <div className="work-limit">
        {props.clock}
        <div className="work-due">{props.due}</div>
      </div>
      <div className="work-what">
        <div className="work-title">
          <b>{props.title}</b>
          <span className="work-chips">{props.chips}</span>
        </div>
        <p className="secondary work-why">{props.why}</p>
      </div>
      <div className="work-minutes secondary">{props.minutes}</div>
      <div className="work-action">{props.action}</div>
    </li>
  );
}

/** Late, today, this week: a heading between rows. */
export function WorkGroup({
  title,
  count,
  note,
  children,
}: {
  title: string;
  count: number;
  note?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section>
      <h3 className="work-group">
        <b>{title}</b> <span>{count}</span>
        {note !== undefined && <span className="caption">{note}</span>}
      </h3>
      <ul>{children}</ul>
    </section>
  );
}
