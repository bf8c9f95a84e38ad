import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateGroup } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { paths } from '../../paths.ts';
import { DismissGroup } from './dismiss-group.tsx';
import { MergeDialog } from './merge-dialog.tsx';

type Member = DuplicateGroup['members'][number];

/** One group side by side: who stays is chosen here, then merged or told apart. */
export function DuplicateGroupCard({ group }: { group: DuplicateGroup }) {
  const { t } = useTranslation();
  const [survivor, setSurvivor] = useState(group.members[0]?.publicId ?? '');
  const [merging, setMerging] = useState(false);
  const kept = group.members.find(({ publicId }) => publicId === survivor) ?? group.members[0];
  return (
    <Panel
      flush
      className="duplicate-group"
      title={<span title={t('duplicates.scoreHint')}>{t('duplicates.score', { score: group.score })}</span>}
      caption={<Reasons group={group} />}
      foot={
        <div className="duplicate-actions">
          <DismissGroup groupId={group.id} />
          <Button type="primary" size="small" onClick={() => setMerging(true)}>
            {t('duplicates.merge')}
          </Button>
        </div>
      }
    >
      <div className="duplicate-scroll">
        <Comparison group={group} survivor={survivor} onSurvivor={setSurvivor} />
      </div>
      {merging && kept !== undefined && (
        <MergeDialog
          survivor={kept}
          others={group.members.filter((member) => member !== kept)}
          onClose={() => setMerging(false)}
        />
      )}
    </Panel>
  );
}

function Reasons({ group }: { group: DuplicateGroup }) {
  const { t } = useTranslation();
  return (
    <span className="duplicate-reasons">
      {group.reasons.map((reason) => (
        <TagChip key={reason}>{t(`duplicates.reasons.${reason}`)}</TagChip>
      ))}
    </span>
  );
}

interface ComparisonProps {
  readonly group: DuplicateGroup;
  readonly survivor: string;
  readonly onSurvivor: (publicId: string) => void;
}

function Comparison({ group, survivor, onSurvivor }: ComparisonProps) {
  const { t } = useTranslation();
  const lines = useLines();
  return (
    <table className="duplicate-compare" aria-label={t('duplicates.compare')}>
      <thead>
        <tr>
          <th aria-label={t('duplicates.keep')} />
          {group.members.map((member) => (
            <td key={member.publicId}>
              <Radio checked={member.publicId === survivor} onChange={() => onSurvivor(member.publicId)}>
                {t('duplicates.keep')}
              </Radio>
            </td>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('duplicates.fields.name')}</th>
          {group.members.map((member) => (
            <td key={member.publicId}>
              <Link href={paths.customer(member.publicId)}>{member.name}</Link>
            </td>
          ))}
        </tr>
        {lines.map(({ key, value }) => (
          <Line key={key} label={t(`duplicates.fields.${key}`)} members={group.members} value={value} />
        ))}
      </tbody>
    </table>
  );
}

/** A line that nobody has anything to say on is left out; one that differs stands out. */
function Line(props: { label: string; members: readonly Member[]; value: (member: Member) => string | null }) {
  const values = props.members.map((member) => ({ publicId: member.publicId, value: props.value(member) }));
  const known = values.filter(({ value }) => value !== null);
  if (known.length === 0) return null;
  const differs = new Set(known.map(({ value }) => value)).size > 1;
  return (
    <tr className={differs ? 'duplicate-differs' : ''}>
      <th scope="row">{props.label}</th>
      {values.map(({ publicId, value }) => (
        <td key={publicId}>{value ?? <span className="secondary">—</span>}</td>
      ))}
    </tr>
  );
}

function useLines() {
  const format = useFormat();
  const day = (at: string | null) => (at === null ? null : format.date(format.dayOf(at)));
  const lines = [
    { key: 'shortName', value: (member: Member) => member.shortName },
    { key: 'group', value: (member: Member) => member.group },
    { key: 'city', value: (member: Member) => member.city },
    { key: 'taxNumber', value: (member: Member) => member.taxNumber },
    { key: 'address', value: (member: Member) => member.address },
    { key: 'phone', value: (member: Member) => member.phoneMasked },
    { key: 'externalIds', value: (member: Member) => member.externalIds.join('、') || null },
    { key: 'ownerA', value: (member: Member) => member.owner?.name ?? null },
    { key: 'contacts', value: (member: Member) => String(member.contacts) },
    { key: 'orders', value: (member: Member) => String(member.orders) },
    { key: 'lastOrder', value: (member: Member) => day(member.lastOrderAt) },
    { key: 'created', value: (member: Member) => day(member.createdAt) },
  ] as const;
  return lines;
}
