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

export const PICTURE = { width: 760, height: 460 } as const;
/** Names are wide and low, so rings are ellipses. */
const REACH = { x: 0.42, y: 0.4 } as const;

/** Each ring takes its places in the order of those they hang on, so that lines cross little. */
export function placesOf(
  nodes: readonly { readonly publicId: string; readonly ring: number }[],
  edges: readonly Tied[],
): Map<string, Placed> {
  const rings = Math.max(...nodes.map(({ ring }) => ring), 1);
  const angles = new Map<string, number>();
  const places = new Map<string, Placed>();
  for (let ring = 0; ring <= rings; ring++) {
    const inRing = nodes.filter((node) => node.ring === ring).map(({ publicId }) => publicId);
    const ordered = inRing
      .map((id) => ({ id, wanted: wantedAngle(id, edges, angles) }))
      .sort((one, other) => one.wanted - other.wanted);
    for (const [index, { id }] of ordered.entries()) {
      const angle = (index / Math.max(inRing.length, 1)) * 2 * Math.PI + ring * 0.35;
      angles.set(id, angle);
      places.set(id, placeAt(id, angle, ring / rings));
    }
  }
  return places;
}

/** The angle of whom it hangs on in a ring further in; without one, last. */
function wantedAngle(id: string, edges: readonly Tied[], angles: ReadonlyMap<string, number>): number {
  for (const { from, to } of edges) {
    const angle = from === id ? angles.get(to) : to === id ? angles.get(from) : undefined;
    if (angle !== undefined) return angle;
  }
  return Number.POSITIVE_INFINITY;
}

function placeAt(id: string, angle: number, share: number): Placed {
  const { width, height } = PICTURE;
  return {
    id,
    x: width / 2 + Math.cos(angle) * width * REACH.x * share,
    y: height / 2 + Math.sin(angle) * height * REACH.y * share,
  };
}
