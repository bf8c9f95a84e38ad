import { App, Button, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Aging, TermRow } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { failureText, useAct, useMay, useReply } from '../../server.ts';
import { TermForm } from './term-form.tsx';
import { useTermName } from './term-name.ts';

/** Which terms held when, who asked and who agreed; other ones are asked for here. */
export function TermsPanel({ publicId, figures }: { publicId: string; figures: Aging['figures'] }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const terms = useReply('GET /api/customers/:publicId/terms', { params: { publicId } });
  const mayAgree = useMay('receivables.write');
  const mayAsk = useMay('customers.write') || mayAgree;
  return (
    <Panel
      title={t('receivables.terms.title')}
      caption={t('receivables.terms.caption')}
      extra={
        mayAsk && (
          <Button onClick={() => setAsking(true)}>
            {mayAgree ? t('receivables.terms.agree') : t('receivables.terms.propose')}
          </Button>
        )
      }
    >
      {terms.isPending && <Loading lines={3} />}
      {terms.isError && <ReplyFailure error={terms.error} again={terms.refetch} />}
      {terms.data?.items.length === 0 && <p className="secondary">{t('receivables.terms.none')}</p>}
      <ul className="term-list">
        {terms.data?.items.map((term) => (
          <TermLine key={term.id} publicId={publicId} term={term} mayDecide={mayAgree} />
        ))}
      </ul>
      {mayAsk && (
        <TermForm
          publicId={publicId}
          figures={figures}
          mayAgree={mayAgree}
          open={asking}
          onClose={() => setAsking(false)}
        />
      )}
    </Panel>
  );
}

interface TermLineProps {
  readonly publicId: string;
  readonly term: TermRow;
  readonly mayDecide: boolean;
}

function TermLine({ publicId, term, mayDecide }: TermLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const termName = useTermName();
  const from = format.date(term.startsOn);
  return (
    <li>
      <div className="term-line">
        <b>{termName(term.kind, term.days)}</b>
        {term.inForce ? (
          <TagChip accent>{t('receivables.terms.inForce')}</TagChip>
        ) : (
          term.state !== 'approved' && <TagChip>{t(`receivables.terms.states.${term.state}`)}</TagChip>
        )}
        {term.retentionPercent > 0 && (
          <TagChip>{t('receivables.terms.retention', { percent: term.retentionPercent })}</TagChip>
        )}
        {term.movesOpen && <TagChip>{t('receivables.terms.moves')}</TagChip>}
        {mayDecide && term.state === 'proposed' && <Decision publicId={publicId} id={term.id} />}
      </div>
      <p>
        {term.endsOn === null
          ? t('receivables.terms.since', { from })
          : t('receivables.terms.span', { from, until: format.date(term.endsOn) })}
        {term.reason !== '' && ` · ${term.reason}`}
      </p>
      <WhoSaidSo term={term} />
    </li>
  );
}

function WhoSaidSo({ term }: { term: TermRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const day = (at: string) => format.date(format.dayOf(at));
  const name = (person: { name: string } | null) => person?.name ?? t('receivables.hold.system');
  return (
    <p className="caption">
      {t('receivables.terms.proposedBy', { name: name(term.proposedBy), day: day(term.proposedAt) })}
      {term.decidedAt !== null &&
        ` · ${t(`receivables.terms.states.${term.state}`)} ${t('receivables.terms.decidedBy', {
          name: name(term.decidedBy),
          day: day(term.decidedAt),
        })}`}
    </p>
  );
}

function Decision({ publicId, id }: { publicId: string; id: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const approve = useAct('POST /api/customers/:publicId/term-proposals/:id/approvals');
  const refuse = useAct('POST /api/customers/:publicId/term-proposals/:id/refusals');
  const decide = async (act: typeof approve | typeof refuse) => {
    try {
      await act.mutateAsync({ params: { publicId, id } });
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Space>
      <Button size="small" loading={refuse.isPending} onClick={() => void decide(refuse)}>
        {t('receivables.terms.refuse')}
      </Button>
      <Button size="small" type="primary" loading={approve.isPending} onClick={() => void decide(approve)}>
        {t('receivables.terms.approve')}
      </Button>
    </Space>
  );
}
