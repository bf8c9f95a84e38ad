import { useEffect, useRef } from 'react';
import type { ChartOption, Chart as Drawing } from './charting.ts';

export const INK_3 = '#5F6878';
export const AXIS = '#D3D8E0';
export const THRESHOLD = '#C3CAD5';
export const ACCENT = '#3152D0';
export const FONT = 'Inter, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

export interface ChartTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface ChartProps {
  readonly option: ChartOption;
  readonly height: number;
  /** The finding in one sentence: value, interval, n and period. */
  readonly label: string;
  /** The same data for those who do not look. */
  readonly table: ChartTable;
}

/** A drawing with its sentence and its table; the drawing library loads when the first chart appears. */
export function Chart({ option, height, label, table }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  useDrawing(holder, option);
  return (
    <figure className="chart">
      <div ref={holder} role="img" aria-label={label} style={{ height, width: '100%' }} />
      <div className="visually-hidden">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              {table.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row[0]}>
                {row.map((cell, index) => (
                  <td key={table.heads[index]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function useDrawing(holder: React.RefObject<HTMLDivElement | null>, option: ChartOption): void {
  const drawing = useRef<Drawing | null>(null);
  const latest = useRef(option);
  latest.current = option;
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    let gone = false;
    const observer = new ResizeObserver(() => drawing.current?.resize());
    void start(element).then((chart) => {
      if (gone) return chart.dispose();
      drawing.current = chart;
      chart.setOption({ animationDuration: 200, ...latest.current });
      observer.observe(element);
    });
    return () => {
      gone = true;
      observer.disconnect();
      drawing.current?.dispose();
      drawing.current = null;
    };
  }, [holder]);
  useEffect(() => drawing.current?.setOption({ ...option, animation: false }, { notMerge: true }), [option]);
}

/** Text is measured when drawn, so the drawing waits for its font. */
async function start(element: HTMLElement): Promise<Drawing> {
  const [{ drawOn }] = await Promise.all([import('./charting.ts'), document.fonts.ready]);
  return drawOn(element);
}
