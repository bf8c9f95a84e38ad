import './handovers.css';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../ui/panel.tsx';
import { useReply } from '../../server.ts';
import { HandOverCard } from './hand-over-card.tsx';

/** Where the needs and promises of one customer were handed to; nothing where none was. */
export function CustomerHandOvers({ publicId }: { publicId: string }) {
  const { t } = useTranslation();
  const handOvers = useReply('GET /api/customers/:publicId/hand-overs', { params: { publicId } });
  const items = handOvers.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t('needs.handOvers.title')}>
      <ul className="hand-overs">
        {items.map((one) => (
          <HandOverCard key={one.id} one={one} />
        ))}
      </ul>
    </Panel>
  );
}
