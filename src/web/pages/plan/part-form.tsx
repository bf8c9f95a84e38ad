import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TagChip } from '../../../ui/chips.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { problemsAt, useBench, useEdit } from './bench.ts';
import { removeAt } from './edit-text.ts';
import { PlanField } from './fields.tsx';
import { formOf, type GroupShape, isList, type ListShape, type PartKey } from './forms.ts';
import { NewEntry } from './new-entry.tsx';
import type { Entry, PlanTree } from './plan-tree.ts';
import { WeightBar } from './weight-bar.tsx';

/** A part of the plan as forms: a card for each entry, or for each group of single values. */
export function PartForm({ part }: { part: PartKey }) {
  const { t } = useTranslation();
  const { tree } = useBench();
  if (tree === null)
    return (
      <Panel className="plan-form">
        <p className="secondary">{t('plan.noTree')}</p>
      </Panel>
    );
  const shape = formOf(part);
  if (isList(shape)) return <ListForm key={part} part={part} shape={shape} tree={tree} />;
  return (
    <div className="plan-form plan-groups">
      {shape.map((group) => (
        <GroupCard key={group.word} group={group} />
      ))}
    </div>
  );
}

function GroupCard({ group }: { group: GroupShape }) {
  const { t } = useTranslation();
  return (
    <Panel title={t(`plan.group.${group.word}`)}>
      <div className="plan-fields">
        {group.fields.map((field) => (
          <PlanField
            key={field.at.join('.')}
            field={field}
            path={group.path}
            basePath={group.path}
            fields={group.fields}
          />
        ))}
      </div>
    </Panel>
  );
}

function ListForm({ part, shape, tree }: { part: PartKey; shape: ListShape; tree: PlanTree }) {
  const { t } = useTranslation();
  const { readOnly, light, lit } = useBench();
  const [adding, setAdding] = useState(false);
  const entries = tree.entries(shape.section);
  const chosen = lit?.[0] === shape.section ? entries.find(({ path }) => path[1] === lit[1]) : undefined;
  const choose = (entry: Entry) => light(entry === chosen ? [shape.section] : entry.path);
  const add = (
    <button type="button" className="link-button" onClick={() => setAdding(true)}>
      {t('plan.fresh.open')}
    </button>
  );
  return (
    <Panel
      title={t(`plan.nav.${part}`)}
      caption={t('plan.entries', { count: entries.length })}
      extra={!readOnly && shape.fresh !== null && !adding ? add : undefined}
      flush
      className="plan-form"
    >
      {adding && shape.fresh !== null && (
        <NewEntry shape={shape} fresh={shape.fresh} onClose={() => setAdding(false)} />
      )}
      {part === 'indicators' && <WeightBar entries={entries} />}
      {entries.length === 0 && !adding && <p className="secondary plan-nothing">{t('plan.none')}</p>}
      <ul className="plan-entries">
        {entries.map((entry) => (
          <EntryItem
            key={entry.path.join('.')}
            shape={shape}
            entry={entry}
            isOpen={entry === chosen}
            onChoose={() => choose(entry)}
          />
        ))}
      </ul>
    </Panel>
  );
}

interface EntryItemProps {
  readonly shape: ListShape;
  readonly entry: Entry;
  readonly isOpen: boolean;
  readonly onChoose: () => void;
}

function EntryItem({ shape, entry, isOpen, onChoose }: EntryItemProps) {
  const { t } = useTranslation();
  const { tree, base, checked } = useBench();
  const format = useFormat();
  const before = base?.entry(shape.section, entry.key);
  const text = (key: string) => tree?.value([...entry.path, key]);
  const name = format.name({
    name: String(text('name') ?? text('tag') ?? entry.key),
    nameEn: String(text('name_en') ?? ''),
  });
  const isChanged = before !== undefined && sourceOf(tree, entry) !== sourceOf(base, before);
  const count = problemsAt(checked.problems, entry.path).length;
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isOpen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <li ref={line} className={isOpen ? 'plan-entry plan-entry-open' : 'plan-entry'}>
      <button type="button" className="entry-head" aria-expanded={isOpen} onClick={onChoose}>
        <Icon name={isOpen ? 'chevronDown' : 'chevronRight'} size={14} />
        <span className="entry-name">{name}</span>
        {before === undefined && base !== null && <TagChip accent>{t('plan.added')}</TagChip>}
        {isChanged && <TagChip accent>{t('plan.changed')}</TagChip>}
        {count > 0 && <span className="entry-problems">{t('plan.toMend', { count })}</span>}
        <EntryFigure section={shape.section} entry={entry} />
      </button>
      {isOpen && <EntryCard shape={shape} entry={entry} before={before} />}
    </li>
  );
}

/** The one figure that tells the entries of a part apart. */
function EntryFigure({ section, entry }: { section: string; entry: Entry }) {
  const { t } = useTranslation();
  const { tree } = useBench();
  const figure = (key: string) => tree?.value([...entry.path, key]);
  const weight = figure('weight');
  const level = figure('level');
  if (typeof weight === 'number') return <b className="figures entry-figure">{formatNumber(weight)}</b>;
  if (typeof level === 'number') return <span className="entry-figure">{t('plan.levels', { level })}</span>;
  if (section === 'settings') return <code className="entry-figure">{String(figure('value') ?? '')}</code>;
  return <code className="entry-figure caption">{entry.key}</code>;
}

function EntryCard({ shape, entry, before }: { shape: ListShape; entry: Entry; before: Entry | undefined }) {
  const { t } = useTranslation();
  const { tree, readOnly, light } = useBench();
  const edit = useEdit();
  const shown = new Set(['key', ...shape.fields.map(({ at }) => at[0] ?? '')]);
  const inTextOnly = tree?.keys(entry.path).filter((key) => !shown.has(key)) ?? [];
  const remove = () => {
    edit((at) => removeAt(at, entry.path));
    light([shape.section]);
  };
  return (
    <div className="entry-card">
      <div className="plan-fields">
        {shape.fields.map((field) => (
          <PlanField
            key={field.at.join('.')}
            field={field}
            path={entry.path}
            basePath={before?.path}
            fields={shape.fields}
          />
        ))}
      </div>
      <footer className="entry-foot">
        <span className="caption">
          <code>{entry.key}</code>
          {inTextOnly.length > 0 && t('plan.inText', { keys: inTextOnly.join(', ') })}
        </span>
        {!readOnly && (
          <button type="button" className="link-button" onClick={remove}>
            {t('plan.remove')}
          </button>
        )}
      </footer>
    </div>
  );
}

function sourceOf(tree: PlanTree | null, entry: Entry): string {
  return JSON.stringify(tree?.node(entry.path)?.toJSON());
}
