import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandOverRow } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { paths } from '../../paths.ts';
import { failureText, useAct, useSession } from '../../server.ts';
import { AnswerForm } from './answer-form.tsx';

/** One hand-over: what, from whom to whom, by when, and what came back. */
export function HandOverCard({ one }: { one: HandOverRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className="hand-over">
      <div className="hand-over-head">
        {one.customer.reachable ? (
          <Link href={paths.customer(one.customer.publicId, 'needs')}>{one.customer.name}</Link>
        ) : (
          <b>{one.customer.name}</b>
        )}
        <span className="secondary">
          {t('needs.handOvers.route', {
            from: one.sentBy?.name ?? t('needs.handOvers.nobody'),
            to: one.toTeam?.name ?? one.toMember?.name ?? '',
          })}
        </span>
        <span className="caption">{t('needs.handOvers.sent', { age: format.age(one.sentAt) })}</span>
        {one.dueOn !== null && (
          <span className={one.overdue ? 'need-overdue' : 'caption'}>
            {t('needs.handOvers.due', { day: format.date(one.dueOn) })}
          </span>
        )}
        <HandOverState one={one} />
      </div>
      <p>
        <b>{one.text}</b> <span className="secondary">{one.message}</span>
      </p>
      {one.answerText !== '' && (
        <p className="hand-over-answer">
          {one.answeredBy?.name} · {one.answerText}
        </p>
      )}
      <MyActs one={one} />
    </li>
  );
}

function HandOverState({ one }: { one: HandOverRow }) {
  const { t } = useTranslation();
  if (one.answer !== null) return <TagChip>{t(`needs.handOvers.${one.answer}`)}</TagChip>;
  if (one.receivedAt === null) return <TagChip accent>{t('needs.handOvers.waiting')}</TagChip>;
  return <TagChip>{t('needs.handOvers.receivedBy', { name: one.receivedBy?.name ?? '' })}</TagChip>;
}

/** Only who is addressed, alone or in a team, receives and answers. */
function MyActs({ one }: { one: HandOverRow }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const me = useSession().data?.member;
  const [answering, setAnswering] = useState(false);
  const receive = useAct('POST /api/hand-overs/:id/receipts');
  const isMine = one.toMember?.id === me?.id || (one.toTeam !== null && one.toTeam.id === me?.teamId);
  if (!isMine || one.answer !== null) return null;
  const act = () =>
    receive
      .mutateAsync({ params: { id: one.id } })
      .catch((error: unknown) => void message.error(failureText(error).text));
  return (
    <div className="hand-over-acts">
      {one.receivedAt === null && (
        <Button type="primary" loading={receive.isPending} onClick={() => void act()}>
          {t('needs.handOvers.receive')}
        </Button>
      )}
      <Button onClick={() => setAnswering(true)}>{t('needs.handOvers.answer')}</Button>
      {answering && <AnswerForm one={one} onClose={() => setAnswering(false)} />}
    </div>
  );
}
