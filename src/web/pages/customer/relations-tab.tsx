import './people.css';
import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, RelationEdge, RelationNode } from '../../../client/shapes.ts';
import { BandChip } from '../../../ui/chips.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { CustomerName } from '../../customer-mark.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useAct, useMayFor, useReply } from '../../server.ts';
import { CustomerSelect } from './customer-select.tsx';
import { FormModal, givenText, TextField, textOf, type Values } from './people-form.tsx';
import { RelationPicture } from './relation-picture.tsx';

/** A kind and the end at which this customer stands. */
const CHOICES = [
  'affiliate_from',
  'dealer_of_from',
  'dealer_of_to',
  'referred_by_from',
  'referred_by_to',
  'household_from',
] as const;
type Choice = (typeof CHOICES)[number];
const MEANING = {
  affiliate_from: { kind: 'affiliate', side: 'from' },
  dealer_of_from: { kind: 'dealer_of', side: 'from' },
  dealer_of_to: { kind: 'dealer_of', side: 'to' },
  referred_by_from: { kind: 'referred_by', side: 'from' },
  referred_by_to: { kind: 'referred_by', side: 'to' },
  household_from: { kind: 'household', side: 'from' },
} as const satisfies Record<Choice, { kind: string; side: string }>;

/** Who belongs together with the customer: as a picture, and every relation in words. */
export function RelationsTab({ details }: { details: Customer }) {
  const { publicId, owners } = details;
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const graph = useReply('GET /api/customers/:publicId/relations', { params: { publicId } });
  const mayWrite = useMayFor('customers.write', [owners.a, owners.b]);
  const { nodes = [], edges = [], hidden = 0, isCut = false } = graph.data ?? {};
  const add = (
    <Button size="small" onClick={() => setAdding(true)}>
      {t('people.relations.add')}
    </Button>
  );
  return (
    <Panel
      title={t('people.relations.title')}
      caption={t('people.relations.caption')}
      extra={mayWrite ? add : undefined}
    >
      {graph.isPending && <Loading lines={6} />}
      {graph.isError && <ReplyFailure error={graph.error} again={graph.refetch} />}
      {graph.data !== undefined && edges.length === 0 && (
        <Empty title={t('people.relations.none.title')}>{t('people.relations.none.text')}</Empty>
      )}
      {edges.length > 0 && <RelationPicture nodes={nodes} edges={edges} />}
      <ul className="ongoing">
        {edges.map((edge) => (
          <RelationLine key={edge.id} edge={edge} publicId={publicId} nodes={nodes} mayWrite={mayWrite} />
        ))}
      </ul>
      {hidden > 0 && <p className="caption">{t('people.relations.hidden', { count: hidden })}</p>}
      {isCut && <p className="caption">{t('people.relations.cut')}</p>}
      {adding && <AddRelation publicId={publicId} onClose={() => setAdding(false)} />}
    </Panel>
  );
}

interface LineProps {
  readonly edge: RelationEdge;
  readonly publicId: string;
  readonly nodes: readonly RelationNode[];
  readonly mayWrite: boolean;
}

function RelationLine({ edge, publicId, nodes, mayWrite }: LineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const end = useAct('POST /api/customers/:publicId/relations/:id/ending');
  const of = (id: string) => nodes.find((node) => node.publicId === id);
  const [from, to] = [of(edge.from), of(edge.to)];
  if (from === undefined || to === undefined) return null;
  const mine = edge.from === publicId || edge.to === publicId;
  const other = edge.from === publicId ? to : from;
  const names = { from: from.shortName ?? from.name, to: to.shortName ?? to.name };
  const when = [
    edge.since && t('people.relations.since', { day: format.date(edge.since) }),
    edge.until && t('people.relations.until', { day: format.date(edge.until) }),
    edge.note,
  ];
  const said = [t(`people.relations.says.${edge.kind}`, names), ...when].filter(Boolean).join(' · ');
  return (
    <li>
      <div className="ongoing-line">
        <CustomerName customer={other} />
        <BandChip band={other.colour} score={other.score} />
      </div>
      <div className="ongoing-line caption">
        <span>{said}</span>
        {mayWrite && mine && edge.until === null && (
          <Button
            type="link"
            size="small"
            loading={end.isPending}
            onClick={() => end.mutate({ params: { publicId, id: edge.id }, body: { until: format.today } })}
          >
            {t('people.relations.end')}
          </Button>
        )}
      </div>
    </li>
  );
}

function AddRelation({ publicId, onClose }: { publicId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const add = useAct('POST /api/customers/:publicId/relations');
  const save = (values: Values) => {
    const choice = CHOICES.find((one) => one === values['choice']) ?? 'affiliate_from';
    const since = textOf(values, 'since');
    const body = { ...MEANING[choice], other: String(values['other']), since, note: givenText(values, 'note') ?? '' };
    return add.mutateAsync({ params: { publicId }, body });
  };
  return (
    <FormModal title={t('people.relations.add')} initial={{ choice: 'affiliate_from' }} onClose={onClose} onSave={save}>
      <Form.Item name="choice" label={t('people.relations.kind')}>
        <Select options={CHOICES.map((value) => ({ value, label: t(`people.relations.choices.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="other"
        label={t('people.relations.other')}
        rules={[{ required: true, message: t('people.relations.otherNeeded') }]}
      >
        <CustomerSelect except={publicId} />
      </Form.Item>
      <TextField name="since" label={t('people.relations.sinceLabel')} day />
      <TextField name="note" label={t('people.relations.note')} />
    </FormModal>
  );
}
