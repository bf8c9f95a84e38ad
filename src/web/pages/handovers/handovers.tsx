import './handovers.css';
import '../customer/needs.css';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { oneOf, useAddress } from '../../address.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { AgendaPanel } from './agenda-panel.tsx';
import { GapsPanel } from './gaps-panel.tsx';
import { HandOverCard } from './hand-over-card.tsx';

const BOXES = ['unreceived', 'received', 'sent', 'overdue'] as const;
type Box = (typeof BOXES)[number];
const CARDS_SHOWN = 50;

/** 转办: mine to receive and answer, sent by me, overdue; under it what no one has met yet. */
export function HandOversPage() {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const box = oneOf(BOXES, values['box']) ?? 'unreceived';
  const page = useReply('GET /api/hand-overs', { query: { box, limit: CARDS_SHOWN } });
  const label = (one: Box) => {
    const count = page.data?.counts[one] ?? 0;
    return count === 0 ? t(`needs.handOvers.boxes.${one}`) : `${t(`needs.handOvers.boxes.${one}`)} ${count}`;
  };
  return (
    <Page title={t('needs.handOvers.page')} caption={t('needs.handOvers.caption')}>
      <Panel>
        <Segmented<Box>
          className="hand-over-boxes"
          aria-label={t('needs.handOvers.box')}
          value={box}
          options={BOXES.map((value) => ({ value, label: label(value) }))}
          onChange={(value) => set({ box: value === 'unreceived' ? undefined : value })}
        />
        {page.isPending && <Loading lines={4} />}
        {page.isError && <ReplyFailure error={page.error} again={page.refetch} />}
        {page.data?.items.length === 0 && (
          <Empty title={t(`needs.handOvers.none.${box}`)}>{t('needs.handOvers.noneText')}</Empty>
        )}
        <ul className="hand-overs">
          {page.data?.items.map((one) => (
            <HandOverCard key={one.id} one={one} />
          ))}
        </ul>
      </Panel>
      <GapsPanel />
      <AgendaPanel />
    </Page>
  );
}
