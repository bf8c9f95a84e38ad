import { App, Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArrangedDay } from '../../../client/shapes.ts';
import { parseDay, weekday } from '../../../kernel/time.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { failureText, useAct } from '../../server.ts';

const NAME_LENGTH_MAX = 60;

/** Whether the company works on a day, and why; what it said before can be taken back. */
export function EditDay(props: { day: string; arranged: ArrangedDay | undefined; onClose: () => void }) {
  const { day, arranged, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const [works, setWorks] = useState(!(arranged?.works ?? weekday(parseDay(day)) < 5));
  const [name, setName] = useState('');
  const arrange = useAct('PUT /api/working-days/:day');
  const release = useAct('DELETE /api/working-days/:day');
  const done = async (act: Promise<unknown>) => {
    try {
      await act;
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  const takeBack = (
    <Button key="release" onClick={() => void done(release.mutateAsync({ params: { day } }))}>
      {t('calendars.day.release')}
    </Button>
  );
  const isOwn = arranged?.source === 'company';
  return (
    <Modal
      open
      title={t('calendars.day.title', { day, weekday: format.weekday(day) })}
      okText={t('calendars.save')}
      cancelText={t('calendars.cancel')}
      confirmLoading={arrange.isPending}
      onOk={() => void done(arrange.mutateAsync({ params: { day }, body: { works, name: name.trim() } }))}
      onCancel={onClose}
      width={400}
      footer={(buttons) => (
        <>
          {isOwn && takeBack}
          {buttons}
        </>
      )}
    >
      {arranged !== undefined && <p className="secondary">{arranged.name}</p>}
      <fieldset className="choice">
        <legend>{t('calendars.day.state')}</legend>
        <Segmented<string>
          value={works ? 'works' : 'rests'}
          options={[
            { value: 'works', label: t('calendars.works') },
            { value: 'rests', label: t('calendars.rests') },
          ]}
          onChange={(value) => setWorks(value === 'works')}
        />
      </fieldset>
      <label className="choice" htmlFor="day-name">
        {t('calendars.day.name')}
        <Input
          id="day-name"
          value={name}
          maxLength={NAME_LENGTH_MAX}
          placeholder={t('calendars.day.namePlaceholder')}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
    </Modal>
  );
}
