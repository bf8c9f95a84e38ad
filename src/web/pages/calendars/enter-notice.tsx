import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Notice, parseNotice } from '../../../kernel/holiday-notice.ts';
import { failureText, useAct } from '../../server.ts';

const PROBLEMS_SHOWN = 4;

/** The notice as it was published, read while one pastes it by the same code that enters it. */
export function EnterNotice({ year, onClose }: { year: number; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const enter = useAct('PUT /api/calendars/:year/notice');
  const notice = parseNotice(text, year);
  const save = async () => {
    try {
      await enter.mutateAsync({ params: { year }, body: { text } });
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Modal
      open
      title={t('calendars.notice.title', { year })}
      okText={t('calendars.notice.save')}
      cancelText={t('calendars.cancel')}
      okButtonProps={{ disabled: notice.days.length === 0 || notice.problems.length > 0 }}
      confirmLoading={enter.isPending}
      onOk={() => void save()}
      onCancel={onClose}
      width={520}
    >
      <p className="secondary">{t('calendars.notice.hint')}</p>
      <Input.TextArea
        rows={9}
        aria-label={t('calendars.notice.title', { year })}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ReadSoFar notice={notice} />
    </Modal>
  );
}

function ReadSoFar({ notice: { days, problems } }: { notice: Notice }) {
  const { t } = useTranslation();
  if (days.length === 0 && problems.length === 0) return null;
  const made = days.filter(({ works }) => works).length;
  const counts = [
    t('calendars.notice.found', { count: days.length }),
    t('calendars.notice.off', { count: days.length - made }),
    t('calendars.notice.makeUp', { count: made }),
  ];
  return (
    <div className="notice-read" role="status">
      <p>{counts.join(' · ')}</p>
      {problems.slice(0, PROBLEMS_SHOWN).map(({ line, text }) => (
        <p key={line} className="notice-unclear">
          {t('calendars.notice.unclear', { line, text })}
        </p>
      ))}
    </div>
  );
}
