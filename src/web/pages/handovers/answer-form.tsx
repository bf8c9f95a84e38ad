import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandOverRow } from '../../../client/shapes.ts';
import { useAct } from '../../server.ts';
import { SayWhy } from '../customer/say-why.tsx';

type Answer = 'accepted' | 'declined';
type Check = 'passed' | 'failed';

/** What will be done, or why nothing; of a promise that waits for its technical check the result as well. */
export function AnswerForm({ one, onClose }: { one: HandOverRow; onClose: () => void }) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<Answer>('accepted');
  const [check, setCheck] = useState<Check>();
  const send = useAct('POST /api/hand-overs/:id/answers');
  return (
    <SayWhy
      title={`${t('needs.handOvers.answer')} · ${one.text}`}
      hint={t('needs.handOvers.answerText')}
      onSave={(text) => send.mutateAsync({ params: { id: one.id }, body: { answer, text, check: check ?? null } })}
      onClose={onClose}
    >
      <Segmented<Answer>
        aria-label={t('needs.handOvers.answer')}
        value={answer}
        options={[
          { value: 'accepted', label: t('needs.handOvers.accept') },
          { value: 'declined', label: t('needs.handOvers.decline') },
        ]}
        onChange={setAnswer}
      />
      {one.technicalCheck === 'needed' && (
        <div className="say-why-line">
          {t('needs.handOvers.check')}
          <Segmented<Check | ''>
            aria-label={t('needs.handOvers.check')}
            value={check ?? ''}
            options={(['passed', 'failed'] as const).map((value) => ({
              value,
              label: t(`needs.acts.results.${value}`),
            }))}
            onChange={(value) => setCheck(value === '' ? undefined : value)}
          />
        </div>
      )}
    </SayWhy>
  );
}
