interface SparkProps {
  readonly values: readonly number[];
  /** What the line says, for who does not see it. */
  readonly label: string;
}

const WIDTH = 96;
const HEIGHT = 24;
const EDGE = 3;

/** A line as small as a word: where a figure came from, its present value as a dot. */
export function Spark({ values, label }: SparkProps) {
  const points = pointsOf(values);
  const last = points.at(-1);
  if (last === undefined) return null;
  return (
    <svg
      className="spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      <path d={`M${points.map(([x, y]) => `${x} ${y}`).join('L')}`} fill="none" />
      <circle cx={last[0]} cy={last[1]} r="2.5" />
    </svg>
  );
}

/** Nought is the ground, so that a small change does not look like a large one. */
function pointsOf(values: readonly number[]): [number, number][] {
  const most = Math.max(1, ...values);
  const step = values.length > 1 ? (WIDTH - 2 * EDGE) / (values.length - 1) : 0;
  return values.map((value, index) => [
    Math.round((EDGE + index * step) * 10) / 10,
    Math.round((HEIGHT - EDGE - (value / most) * (HEIGHT - 2 * EDGE)) * 10) / 10,
  ]);
}
