import { useTranslation } from 'react-i18next';
import type { RelationEdge, RelationNode } from '../../../client/shapes.ts';
import { BandMark } from '../../../ui/chips.tsx';
import { Link } from '../../../ui/link.tsx';
import { paths } from '../../paths.ts';
import { PICTURE, type Placed, placesOf } from './relation-layout.ts';

const NAME_MAX = 12;

/** The customer in the middle, the related ones in rings; lines say how, ended ones are dashed. */
export function RelationPicture(props: { nodes: readonly RelationNode[]; edges: readonly RelationEdge[] }) {
  const { nodes, edges } = props;
  const { t } = useTranslation();
  const places = placesOf(nodes, edges);
  const name = nodes.find(({ ring }) => ring === 0)?.name ?? '';
  return (
    <section className="relation-picture" aria-label={t('people.relations.picture', { name, count: nodes.length })}>
      <div className="relation-canvas" style={{ width: PICTURE.width, height: PICTURE.height }}>
        <svg viewBox={`0 0 ${PICTURE.width} ${PICTURE.height}`} aria-hidden="true">
          <defs>
            <marker
              id="relation-arrow"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0 0 8 4 0 8z" />
            </marker>
          </defs>
          {edges.map((edge) => (
            <Line key={edge.id} edge={edge} from={places.get(edge.from)} to={places.get(edge.to)} />
          ))}
        </svg>
        {nodes.map((node) => (
          <Node key={node.publicId} node={node} place={places.get(node.publicId)} />
        ))}
      </div>
    </section>
  );
}

function Line(props: { edge: RelationEdge; from: Placed | undefined; to: Placed | undefined }) {
  const { t } = useTranslation();
  const { edge, from, to } = props;
  if (from === undefined || to === undefined) return null;
  const isDirected = edge.kind === 'dealer_of' || edge.kind === 'referred_by';
  // The arrow ends short of the label it points at.
  const [x, y] = [from.x + (to.x - from.x) * 0.82, from.y + (to.y - from.y) * 0.82];
  return (
    <g className={edge.until === null ? 'relation-line' : 'relation-line relation-ended'}>
      <line
        x1={from.x}
        y1={from.y}
        x2={isDirected ? x : to.x}
        y2={isDirected ? y : to.y}
        markerEnd={isDirected ? 'url(#relation-arrow)' : undefined}
      />
      <text x={(from.x + to.x) / 2} y={(from.y + to.y) / 2 - 4} textAnchor="middle">
        {t(`people.relations.short.${edge.kind}`)}
      </text>
    </g>
  );
}

function Node({ node, place }: { node: RelationNode; place: Placed | undefined }) {
  if (place === undefined) return null;
  const name = node.shortName ?? node.name;
  const short = name.length > NAME_MAX ? `${name.slice(0, NAME_MAX)}…` : name;
  return (
    <span className={`relation-node relation-ring-${node.ring}`} style={{ left: place.x, top: place.y }}>
      <BandMark band={node.colour} size={10} />
      <Link href={paths.customer(node.publicId, 'relations')} title={node.name}>
        {short}
      </Link>
    </span>
  );
}
