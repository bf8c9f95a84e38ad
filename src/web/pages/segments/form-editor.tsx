import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { type FormCondition, type FormGroup, isGroup } from '../../../plan/segment-form.ts';
import { Icon } from '../../../ui/icons.tsx';
import { ConditionRow } from './condition-row.tsx';
import { type Place, withItem, withMore, withSign } from './form-tree.ts';
import { CHOICES } from './subjects.ts';
import type { SegmentNames } from './use-names.ts';

/** Groups deeper than this are written as an expression: nobody reads them as a form. */
const DEPTH_MAX = 2;

interface FormEditorProps {
  readonly form: FormGroup;
  readonly names: SegmentNames;
  readonly onChange: (form: FormGroup) => void;
}

/** Conditions in groups: all must hold or any may; each change gives the whole form anew. */
export function FormEditor({ form, names, onChange }: FormEditorProps) {
  const change = {
    item: (place: Place, item: FormCondition | null) => onChange(withItem(form, place, item)),
    more: (place: Place, item: FormCondition | FormGroup) => onChange(withMore(form, place, item)),
    sign: (place: Place, is: FormGroup['is']) => onChange(withSign(form, place, is)),
  };
  return <Group group={form} place={[]} names={names} change={change} />;
}

interface Change {
  readonly item: (place: Place, item: FormCondition | null) => void;
  readonly more: (place: Place, item: FormCondition | FormGroup) => void;
  readonly sign: (place: Place, is: FormGroup['is']) => void;
}

interface GroupProps {
  readonly group: FormGroup;
  readonly place: Place;
  readonly names: SegmentNames;
  readonly change: Change;
}

function Group({ group, place, names, change }: GroupProps) {
  return (
    <div className="form-group">
      {group.items.length > 1 && <Sign group={group} onChange={(is) => change.sign(place, is)} />}
      {group.items.map((item, index) => {
        const at = [...place, index];
        const key = at.join('.');
        if (isGroup(item)) return <Group key={key} group={item} place={at} names={names} change={change} />;
        return <ConditionRow key={key} condition={item} names={names} onChange={(next) => change.item(at, next)} />;
      })}
      <More group={group} place={place} change={change} />
    </div>
  );
}

function Sign({ group, onChange }: { group: FormGroup; onChange: (is: FormGroup['is']) => void }) {
  const { t } = useTranslation();
  return (
    <div>
      <Segmented
        size="small"
        aria-label={t('segments.condition')}
        value={group.is}
        options={[
          { value: 'all', label: t('segments.all') },
          { value: 'any', label: t('segments.any') },
        ]}
        onChange={onChange}
      />
    </div>
  );
}

function More({ group, place, change }: Omit<GroupProps, 'names'>) {
  const { t } = useTranslation();
  const [first, second] = CHOICES;
  if (first === undefined || second === undefined) return null;
  const inner: FormGroup = { is: group.is === 'all' ? 'any' : 'all', items: [first.start, second.start] };
  return (
    <div className="form-more">
      <Button
        type="link"
        size="small"
        icon={<Icon name="plus" size={14} />}
        onClick={() => change.more(place, first.start)}
      >
        {t('segments.add')}
      </Button>
      {place.length < DEPTH_MAX && group.items.length > 0 && (
        <Button type="link" size="small" onClick={() => change.more(place, inner)}>
          {t('segments.addGroup')}
        </Button>
      )}
    </div>
  );
}
