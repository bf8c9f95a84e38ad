import './offline.css';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.tsx';
import { Link } from '../../ui/link.tsx';
import { paths } from '../paths.ts';
import { useQueue } from './queue.ts';

/** On every page: that there is no signal, how much waits, and what the server did not take. */
export function WaitingMark() {
  const { t } = useTranslation();
  const { entries, online } = useQueue();
  const refused = entries.filter(({ refusal }) => refusal !== null).length;
  const waiting = entries.length - refused;
  const words = [
    ...(online ? [] : [t('recording.queue.offline')]),
    ...(waiting > 0 ? [t('recording.queue.mark', { count: waiting })] : []),
    ...(refused > 0 ? [t('recording.queue.refusedMark', { count: refused })] : []),
  ];
  return (
    <span role="status" className="waiting-status">
      {words.length > 0 && (
        <Link href={paths.record()} className={refused > 0 ? 'waiting-mark waiting-refused' : 'waiting-mark'}>
          <Icon name={online ? 'upload' : 'unlinked'} size={14} />
          {words.join(' · ')}
        </Link>
      )}
    </span>
  );
}
