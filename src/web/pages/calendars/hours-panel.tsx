import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarYear } from '../../../client/shapes.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { failureText, useAct, useMay } from '../../server.ts';
import { type Period, PeriodLine } from './period-line.tsx';

interface Draft extends Period {
  readonly key: number;
}

const EVENING: Period = { weekday: 7, from: 1_080, to: 1_200 };

/** When people work: the periods of every day, and those of a weekday that differs. */
export function HoursPanel({ periods }: { periods: CalendarYear['periods'] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const mayWrite = useMay('calendars.write');
  const [drafts, setDrafts] = useState<readonly Draft[]>([]);
  useEffect(() => setDrafts(periods.map((period, key) => ({ ...period, key }))), [periods]);
  const arrange = useAct('PUT /api/working-periods');
  const wanted = drafts.map(({ weekday, from, to }) => ({ weekday, from, to }));
  const save = async () => {
    try {
      await arrange.mutateAsync({ body: { items: wanted } });
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  const add = () => setDrafts([...drafts, { ...EVENING, key: 1 + Math.max(-1, ...drafts.map(({ key }) => key)) }]);
  const isSame =
    JSON.stringify(wanted) === JSON.stringify(periods.map(({ weekday, from, to }) => ({ weekday, from, to })));
  const saveButton = (
    <Button size="small" type="primary" disabled={isSame} loading={arrange.isPending} onClick={() => void save()}>
      {t('calendars.save')}
    </Button>
  );
  return (
    <Panel
      title={t('calendars.hours.title')}
      caption={t('calendars.hours.caption')}
      extra={mayWrite ? saveButton : undefined}
    >
      <ul className="periods">
        {drafts.map((draft) => (
          <PeriodLine
            key={draft.key}
            period={draft}
            mayWrite={mayWrite}
            onChange={(changed) =>
              setDrafts(drafts.map((each) => (each.key === draft.key ? { ...each, ...changed } : each)))
            }
            onRemove={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}
          />
        ))}
      </ul>
      {mayWrite && (
        <Button size="small" type="link" icon={<Icon name="plus" size={14} />} onClick={add}>
          {t('calendars.hours.add')}
        </Button>
      )}
    </Panel>
  );
}
