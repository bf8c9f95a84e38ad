/** Where the customers of a picture of relations stand: the one asked about in the middle, the others in rings around it. */
export interface Placed {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

interface Tied {
  readonly from: string;
  readonly to: string;
}

export const PICTURE = { width: 760, height: 480 } as const;
/** Names are wide and low, so rings are ellipses. */
const REACH = { x: 0.42, y: 0.42 } as const;
/** How far out each ring lies, by how many rings there are. */
const SHARES: Readonly<Record<number, readonly number[]>> = { 1: [0, 0.72], 2: [0, 0.55, 1], 3: [0, 0.46, 0.76, 1] };
const FIRST_ANGLE = -Math.PI / 2;
const SIBLINGS_APART = 0.42;
/** Each ring turns a little, so that a chain does not stand in its own way. */
const TURN = 0.35;

/** The first ring goes all around; whoever hangs on somebody further in stands out from there, siblings side by side. */
export function placesOf(
  nodes: readonly { readonly publicId: string; readonly ring: number }[],
  edges: readonly Tied[],
): Map<string, Placed> {
  const rings = Math.max(...nodes.map(({ ring }) => ring), 1);
  const angles = new Map<string, number>();
  const ringOf = new Map(nodes.map(({ publicId, ring }) => [publicId, ring]));
  const first = nodes.filter(({ ring }) => ring === 1);
  for (const [index, { publicId }] of first.entries()) {
    angles.set(publicId, FIRST_ANGLE + (index / first.length) * 2 * Math.PI);
  }
  for (let ring = 2; ring <= rings; ring++) {
    const inRing = nodes.filter((node) => node.ring === ring).map(({ publicId }) => publicId);
    for (const [parent, children] of Map.groupBy(inRing, (id) => parentOf(id, edges, ringOf))) {
      const around = angles.get(parent) ?? FIRST_ANGLE;
      for (const [index, id] of children.entries()) {
        angles.set(id, around + TURN + (index - (children.length - 1) / 2) * SIBLINGS_APART);
      }
    }
  }
  const shares = SHARES[rings] ?? [];
  return new Map(
    nodes.map(({ publicId, ring }) => [publicId, placeAt(publicId, angles.get(publicId) ?? 0, shares[ring] ?? 1)]),
  );
}

/** Whom a customer hangs on, one ring further in. */
function parentOf(id: string, edges: readonly Tied[], ringOf: ReadonlyMap<string, number>): string {
  const inner = (ringOf.get(id) ?? 0) - 1;
  for (const { from, to } of edges) {
    if (from === id && ringOf.get(to) === inner) return to;
    if (to === id && ringOf.get(from) === inner) return from;
  }
  return '';
}

function placeAt(id: string, angle: number, share: number): Placed {
  const { width, height } = PICTURE;
  return {
    id,
    x: width / 2 + Math.cos(angle) * width * REACH.x * share,
    y: height / 2 + Math.sin(angle) * height * REACH.y * share,
  };
}
