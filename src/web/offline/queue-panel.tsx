import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/locale.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type Entry, type EntryText, FAULTS_MAX, textsOf } from './entry.ts';
import { correct, drop, flush, useQueue } from './queue.ts';

/** What waits on this device; what was refused can be corrected or given up. */
export function QueuePanel() {
  const { t } = useTranslation();
  const { entries, isRead, signedOut } = useQueue();
  return (
    <Panel
      flush
      title={t('recording.queue.title')}
      caption={entries.length > 0 && t('recording.queue.caption', { count: entries.length })}
      extra={
        entries.length > 0 && (
          <Button size="small" onClick={() => void flush()}>
            {t('recording.queue.sendNow')}
          </Button>
        )
      }
    >
      {signedOut && <p className="entry-refusal">{t('recording.queue.signIn')}</p>}
      {isRead && entries.length === 0 && <p className="secondary panel-padded">{t('recording.queue.empty')}</p>}
      <ul className="entry-list">
        {entries.map((entry) => (
          <EntryLine key={entry.id} entry={entry} />
        ))}
      </ul>
    </Panel>
  );
}

function EntryLine({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = textsOf(entry)
    .map(({ text }) => text)
    .filter((text) => text !== '');
  return (
    <li>
      <div className="entry-head">
        <b>{t(`recording.queue.kinds.${entry.what.kind}`)}</b>
        <span>{entry.customer.name}</span>
        <span className="caption">{format.instant(entry.writtenAt)}</span>
      </div>
      {entry.refusal === null ? (
        said.length > 0 && <span className="secondary">{said.join(' / ')}</span>
      ) : (
        <Refused entry={entry} text={entry.refusal.text} />
      )}
    </li>
  );
}

function Refused({ entry, text }: { entry: Entry; text: string }) {
  const { t } = useTranslation();
  const { faults = 0 } = entry;
  const [texts, setTexts] = useState<Partial<Record<EntryText, string>>>({});
  return (
    <>
      <p className="entry-refusal" role="alert">
        {faults >= FAULTS_MAX && `${t('recording.queue.faulty', { count: faults })} `}
        {text}
      </p>
      {textsOf(entry).map(({ key, text: written }) => (
        <Input
          key={key}
          aria-label={t(`recording.queue.texts.${key}`)}
          placeholder={t(`recording.queue.texts.${key}`)}
          defaultValue={written}
          onChange={({ target }) => setTexts((before) => ({ ...before, [key]: target.value.trim() }))}
        />
      ))}
      <div className="entry-acts">
        <Button size="small" type="primary" onClick={() => void correct(entry, texts)}>
          {t('recording.queue.again')}
        </Button>
        <Button size="small" onClick={() => void drop(entry.id)}>
          {t('recording.queue.drop')}
        </Button>
      </div>
    </>
  );
}
