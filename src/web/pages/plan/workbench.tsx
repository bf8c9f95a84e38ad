import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivePlan, PlanVersionList, PlanVersionText } from '../../../client/shapes.ts';
import { Icon } from '../../../ui/icons.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { oneOf, useAddress } from '../../address.ts';
import { useMay } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { type Bench, BenchContext, namesOf, useBench, useChecked, useTree } from './bench.ts';
import { CodeEditor } from './code-editor.tsx';
import { DiffPanel } from './diff-panel.tsx';
import { PARTS, type PartKey } from './forms.ts';
import { PartForm } from './part-form.tsx';
import { PartNav, sectionsOf } from './part-nav.tsx';
import { PlanActions } from './plan-actions.tsx';
import type { PlanState } from './plan-state.ts';
import type { Path } from './plan-tree.ts';
import { ProblemBar } from './problem-bar.tsx';
import { RequestBar } from './request-bar.tsx';
import { TryPanel } from './try-panel.tsx';
import { useDryRun } from './use-dry-run.ts';
import { VersionsPanel } from './versions-panel.tsx';

interface WorkbenchProps {
  readonly inForce: ActivePlan;
  readonly versions: PlanVersionList;
  readonly opened: PlanVersionText;
}

/** What was written and not saved yet, so that a look at another page loses nothing. */
const unsaved = new Map<number, string>();

/** One version of the plan, opened to be read or changed. */
export function Workbench({ inForce, versions, opened }: WorkbenchProps) {
  const format = useFormat();
  const { values, set } = useAddress();
  const part = oneOf(PARTS, values['part']) ?? 'indicators';
  const saved = useMemo(() => opened.text.replaceAll('\r\n', '\n'), [opened.text]);
  const [text, setText] = useState(() => unsaved.get(opened.version) ?? saved);
  const isChanged = text !== saved;
  useUnsaved(opened.version, isChanged ? text : null);
  const bench = useWorkbench(text, setText, inForce);
  const dryRun = useDryRun();
  const state: PlanState = { inForce, versions, opened, isChanged, dryRun, discard: () => setText(saved) };
  const choose = (wanted: PartKey) => {
    bench.light(wanted === 'versions' ? null : [sectionsOf(wanted)[0] ?? '']);
    set({ part: wanted });
  };
  const said = (key: string) => String(bench.tree?.value([key]) ?? '');
  const name = format.name({ name: said('name') || opened.name, nameEn: said('name_en') });
  return (
    <BenchContext value={bench}>
      <Page title={name} caption={<Caption {...state} />} actions={<PlanActions {...state} />}>
        <ReadOnlyNote />
        <RequestBar request={opened.request} />
        <div className={part === 'versions' ? 'columns plan-columns plan-with-versions' : 'columns plan-columns'}>
          <PartNav part={part} versions={versions.total} onPart={choose} />
          {part === 'versions' ? (
            <VersionsPanel versions={versions} opened={opened.version} />
          ) : (
            <PartForm part={part} />
          )}
          {part !== 'versions' && <TextPanel />}
        </div>
        {part !== 'versions' && text !== bench.base?.text && (
          <div className="columns plan-findings">
            <DiffPanel inForce={inForce.version} />
            <TryPanel dryRun={dryRun} />
          </div>
        )}
      </Page>
    </BenchContext>
  );
}

function useWorkbench(text: string, setText: (text: string) => void, inForce: ActivePlan): Bench {
  const mayWrite = useMay('plan.write');
  const [lit, light] = useState<Path | null>(null);
  const tree = useTree(text);
  const base = useTree(useMemo(() => inForce.text.replaceAll('\r\n', '\n'), [inForce.text]));
  const checked = useChecked(text);
  const names = useMemo(() => namesOf(tree), [tree]);
  return useMemo(
    () => ({ text, tree, base, checked, names, readOnly: !mayWrite, lit, light, setText }),
    [text, tree, base, checked, names, mayWrite, lit, setText],
  );
}

/** Keeps what is not saved while one looks at another page, and asks before the window is closed. */
function useUnsaved(version: number, text: string | null): void {
  useEffect(() => {
    if (text === null) {
      unsaved.delete(version);
      return undefined;
    }
    unsaved.set(version, text);
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [version, text]);
}

function Caption({ opened, inForce, isChanged }: PlanState) {
  const { t } = useTranslation();
  const format = useFormat();
  const { version, basedOn, author, createdAt } = opened;
  const base = basedOn === null ? '' : t('plan.basedOn', { version: basedOn });
  const by = author === null ? '' : t('plan.savedBy', { name: author.name });
  const storyOf = () => {
    if (isChanged) return t('plan.changedFrom', { version });
    if (version === inForce.version) return t('plan.since', { when: format.date(format.dayOf(inForce.activatedAt)) });
    return t('plan.saved', { base, by, age: format.age(createdAt) });
  };
  return (
    <>
      <span className={version === inForce.version && !isChanged ? 'version-mark' : 'version-mark version-draft'}>
        {isChanged ? t('plan.unsaved') : t('plan.versionState', { version, state: t(`plan.state.${opened.state}`) })}
      </span>{' '}
      {storyOf()}
    </>
  );
}

function ReadOnlyNote() {
  const { t } = useTranslation();
  const { readOnly } = useBench();
  if (!readOnly) return null;
  return (
    <p className="plan-note">
      <Icon name="lock" size={14} /> {t('plan.readOnly')}
    </p>
  );
}

function TextPanel() {
  const { t } = useTranslation();
  const { text, checked } = useBench();
  const lines = text.trimEnd().split('\n').length;
  const count = checked.problems.length;
  return (
    <Panel
      title={<code>{t('plan.text')}</code>}
      caption={t('plan.lines', { count: lines })}
      extra={
        <span className={count === 0 ? 'check-fine' : 'check-wrong'} role="status">
          <Icon name={count === 0 ? 'check' : 'alert'} size={14} />
          {count === 0 ? t('plan.fine') : t('plan.wrong', { count })}
        </span>
      }
      foot={count === 0 ? undefined : <ProblemBar />}
      flush
      className="plan-text"
    >
      <CodeEditor />
    </Panel>
  );
}
