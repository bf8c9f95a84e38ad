import { Alert, App, Input, Modal, Radio, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateGroup, MergePreview } from '../../../client/shapes.ts';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { failureText, useAct, useReply } from '../../server.ts';

type Member = DuplicateGroup['members'][number];
type Conflict = MergePreview['conflicts'][number];
type Side = Conflict['proposed'];
type Choices = Partial<Record<Conflict['field'], Side>>;

const REASON_LENGTH_MAX = 200;
/** What is named one by one; the rest is counted together. */
const NAMED = [
  ...([
    'customer_order',
    'contact',
    'interaction',
    'complaint',
    'task',
    'warning_case',
    'receivable',
    'payment',
  ] as const),
  ...(['need', 'promise', 'shipment', 'visit', 'contact_consent', 'fact'] as const),
] as const;

interface MergeDialogProps {
  readonly survivor: Member;
  readonly others: readonly Member[];
  readonly onClose: () => void;
}

/** What a merge will do, where the two differ, what speaks against it; then one button. */
export function MergeDialog({ survivor, others, onClose }: MergeDialogProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [merged, setMerged] = useState(others[0]?.publicId ?? '');
  const [choices, setChoices] = useState<Choices>({});
  const [reason, setReason] = useState('');
  const pair = { survivor: survivor.publicId, merged };
  const preview = useReply('GET /api/merge-previews', { query: pair });
  const merge = useAct('POST /api/merges');
  const save = async () => {
    try {
      await merge.mutateAsync({ body: { ...pair, choices, reason } });
      void message.success(t('duplicates.merged'));
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  const choose = (publicId: string) => {
    setMerged(publicId);
    setChoices({});
  };
  return (
    <Modal
      open
      title={t('duplicates.mergeTitle', { name: survivor.name })}
      okText={t('duplicates.mergeSave')}
      okButtonProps={{ disabled: preview.data === undefined }}
      cancelText={t('duplicates.cancel')}
      confirmLoading={merge.isPending}
      onOk={() => void save()}
      onCancel={onClose}
      width={640}
    >
      {others.length > 1 && (
        <fieldset className="choice">
          <legend>{t('duplicates.mergeWhich')}</legend>
          <Segmented<string>
            vertical
            value={merged}
            options={others.map(({ publicId, name }) => ({ value: publicId, label: name }))}
            onChange={choose}
          />
        </fieldset>
      )}
      {preview.isPending && <Loading lines={4} />}
      {preview.isError && <ReplyFailure error={preview.error} again={preview.refetch} />}
      {preview.data !== undefined && <Preview preview={preview.data} choices={choices} onChoices={setChoices} />}
      <label className="choice" htmlFor="merge-reason">
        {t('duplicates.mergeReason')}
        <Input
          id="merge-reason"
          maxLength={REASON_LENGTH_MAX}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p className="caption">{t('duplicates.undoable')}</p>
    </Modal>
  );
}

interface PreviewProps {
  readonly preview: MergePreview;
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
}

function Preview({ preview, choices, onChoices }: PreviewProps) {
  const { t } = useTranslation();
  return (
    <>
      {preview.doubts.map((doubt) => (
        <Alert key={doubt} type="warning" showIcon title={t(`duplicates.doubts.${doubt}`)} />
      ))}
      {preview.conflicts.length > 0 && (
        <section className="merge-section">
          <h3>{t('duplicates.choose')}</h3>
          {preview.conflicts.map((conflict) => (
            <Choice
              key={conflict.field}
              conflict={conflict}
              side={choices[conflict.field] ?? conflict.proposed}
              onSide={(side) => onChoices({ ...choices, [conflict.field]: side })}
            />
          ))}
        </section>
      )}
      <section className="merge-section">
        <h3>{t('duplicates.movesTitle')}</h3>
        <Moves preview={preview} />
      </section>
    </>
  );
}

function Choice({ conflict, side, onSide }: { conflict: Conflict; side: Side; onSide: (side: Side) => void }) {
  const { t } = useTranslation();
  const label = t(`duplicates.fields.${conflict.field}`);
  const word = useWord(conflict.field);
  const shown = (value: string | null) => (value === null ? t('duplicates.empty') : word(value));
  return (
    <div className="merge-choice">
      <span className="secondary">{label}</span>
      <Radio.Group aria-label={label} value={side} onChange={(event) => onSide(event.target.value)}>
        <Radio value="survivor">{shown(conflict.survivor)}</Radio>
        <Radio value="merged">{shown(conflict.merged)}</Radio>
      </Radio.Group>
    </div>
  );
}

/** Codes as words; everything else as it was typed. */
function useWord(field: Conflict['field']): (value: string) => string {
  const { t } = useTranslation();
  const kinds = { company: t('duplicates.words.kind.company'), person: t('duplicates.words.kind.person') };
  const patterns = {
    monthly: t('duplicates.words.pattern.monthly'),
    project: t('duplicates.words.pattern.project'),
    dealer: t('duplicates.words.pattern.dealer'),
    seasonal: t('duplicates.words.pattern.seasonal'),
  };
  const words: Readonly<Record<string, string>> = field === 'kind' ? kinds : field === 'pattern' ? patterns : {};
  return (value) => words[value] ?? value;
}

function Moves({ preview }: { preview: MergePreview }) {
  const { t } = useTranslation();
  const count = (table: string) => preview.counts[table] ?? 0;
  const total = Object.values(preview.counts).reduce((sum, each) => sum + each, 0);
  const named = NAMED.filter((table) => count(table) > 0);
  const rest = total - named.reduce((sum, table) => sum + count(table), 0);
  const kept = Object.values(preview.kept).reduce((sum, each) => sum + each, 0);
  const words = named.map((table) => t(`duplicates.moves.${table}`, { count: count(table) }));
  if (rest > 0) words.push(t('duplicates.moves.other', { count: rest }));
  const numbers = preview.renumbered.map(({ to }) => to).join('、');
  return (
    <>
      <p>{total === 0 ? t('duplicates.movesNothing') : words.join(' · ')}</p>
      {numbers !== '' && <p className="secondary">{t('duplicates.renumbered', { numbers })}</p>}
      {kept > 0 && <p className="secondary">{t('duplicates.kept', { count: kept })}</p>}
    </>
  );
}
