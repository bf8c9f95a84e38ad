import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../server.ts';
import { AskDialog } from './ask-dialog.tsx';
import { useBench } from './bench.ts';
import type { PlanState } from './plan-state.ts';
import { RollBackDialog } from './roll-back-dialog.tsx';
import { SaveDialog } from './save-dialog.tsx';

type Dialog = 'save' | 'ask' | 'rollBack';

/** The next step, and the ones beside it: try, save, ask that it comes into force. */
export function PlanActions(state: PlanState) {
  const { t } = useTranslation();
  const { checked, text } = useBench();
  const [dialog, setDialog] = useState<Dialog>();
  const may = { write: useMay('plan.write'), activate: useMay('plan.activate'), try: useMay('plan.approve') };
  const { inForce, opened, isChanged, dryRun } = state;
  const isFine = checked.text === text && checked.problems.length === 0;
  const differs = text !== inForce.text;
  const isDraft = opened.state === 'draft' || opened.state === 'replaced';
  const close = () => setDialog(undefined);
  return (
    <>
      <Steps {...state} isFine={isFine} />
      {may.write && isChanged && <Button onClick={state.discard}>{t('plan.discard')}</Button>}
      {may.try && differs && (
        <Button disabled={!isFine} loading={dryRun.isRunning} onClick={() => dryRun.start(text)}>
          {t('plan.try.start')}
        </Button>
      )}
      {may.write && isChanged && (
        <Button type="primary" disabled={!isFine} onClick={() => setDialog('save')}>
          {t('plan.save.open')}
        </Button>
      )}
      {may.activate && !isChanged && isDraft && (
        <Button type="primary" disabled={!isFine} onClick={() => setDialog('ask')}>
          {t('plan.ask.open')}
        </Button>
      )}
      {may.activate && !isChanged && opened.state === 'in_force' && state.versions.total > 1 && (
        <Button onClick={() => setDialog('rollBack')}>{t('plan.rollBack.open')}</Button>
      )}
      {dialog === 'save' && <SaveDialog {...state} onClose={close} />}
      {dialog === 'ask' && <AskDialog {...state} onClose={close} />}
      {dialog === 'rollBack' && <RollBackDialog versions={state.versions} onClose={close} />}
    </>
  );
}

/** How far this version is on its way: checked, tried, saved, approved, in force. */
function Steps({ opened, isChanged, dryRun, versions, isFine }: PlanState & { isFine: boolean }) {
  const { t } = useTranslation();
  const { text } = useBench();
  if (opened.state === 'in_force' && !isChanged) return null;
  const isAsked = !isChanged && (opened.state === 'awaiting_approval' || opened.state === 'scheduled');
  const isTried = dryRun.result !== null && dryRun.triedText === text;
  const steps = [
    { key: 'check', done: isFine },
    { key: 'try', done: isTried },
    { key: 'save', done: !isChanged },
    ...(versions.approval === 'none'
      ? []
      : [{ key: 'approve', done: !isChanged && opened.state === 'scheduled' } as const]),
    { key: 'inForce', done: false },
  ] as const;
  const next = steps.find(({ key, done }) => !done && !(key === 'try' && isAsked))?.key;
  return (
    <ol className="plan-steps">
      {steps.map(({ key, done }) => (
        <li key={key} className={stepClass(done, key === next)} aria-current={key === next ? 'step' : undefined}>
          {t(`plan.steps.${key}`)}
        </li>
      ))}
    </ol>
  );
}

function stepClass(done: boolean, isNext: boolean): string {
  if (done) return 'plan-step step-done';
  return isNext ? 'plan-step step-next' : 'plan-step';
}
