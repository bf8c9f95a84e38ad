import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { departmentFor, subjectOf } from '../../../kernel/need-subject.ts';
import { formatDay, parseDay } from '../../../kernel/time.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { useAct, useReply } from '../../server.ts';
import { SayWhy } from './say-why.tsx';

const DUE_DAYS = 2;

interface HandOverFormProps {
  readonly publicId: string;
  readonly subject: { readonly id: string; readonly of: 'need' | 'promise'; readonly text: string };
  readonly onClose: () => void;
}

/** To a team or a colleague, with what they should do and by when; the department that answers for it is proposed. */
export function HandOverForm({ publicId, subject, onClose }: HandOverFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const teams = useReply('GET /api/teams').data?.items ?? [];
  const [chosen, setChosen] = useState<string>();
  const [dueOn, setDueOn] = useState(() => formatDay(parseDay(format.today) + DUE_DAYS));
  const ofNeed = useAct('POST /api/customers/:publicId/needs/:id/hand-overs');
  const ofPromise = useAct('POST /api/customers/:publicId/promises/:id/hand-overs');
  const suggested = departmentFor(subjectOf(subject.text), teams);
  const to = chosen ?? (suggested === null ? undefined : `team ${suggested.id}`);
  const send = async (message: string) => {
    const [kind, id] = (to ?? '').split(' ');
    const addressee = kind === 'team' ? { toTeam: id ?? null } : { toMember: id ?? null };
    const act = subject.of === 'need' ? ofNeed : ofPromise;
    const body = { ...addressee, message, dueOn: dueOn === '' ? null : dueOn };
    await act.mutateAsync({ params: { publicId, id: subject.id }, body });
  };
  return (
    <SayWhy
      title={t('needs.handOver.title', { text: subject.text })}
      hint={t('needs.handOver.message')}
      onSave={send}
      onClose={onClose}
    >
      <Addressee value={to} suggestedId={suggested?.id} onChange={setChosen} />
      <label className="say-why-line" htmlFor="hand-over-due">
        {t('needs.handOver.due')}
        <Input
          id="hand-over-due"
          type="date"
          value={dueOn}
          min={format.today}
          onChange={(event) => setDueOn(event.target.value)}
        />
      </label>
    </SayWhy>
  );
}

interface AddresseeProps {
  readonly value: string | undefined;
  readonly suggestedId: string | undefined;
  readonly onChange: (value: string) => void;
}

function Addressee({ value, suggestedId, onChange }: AddresseeProps) {
  const { t } = useTranslation();
  const teams = useReply('GET /api/teams').data?.items ?? [];
  const members = useReply('GET /api/members').data?.items ?? [];
  const note = (id: string) => (id === suggestedId ? `（${t('needs.handOver.suggested')}）` : '');
  const options = [
    {
      label: t('needs.handOver.team'),
      options: teams.map(({ id, name }) => ({ value: `team ${id}`, label: name + note(id) })),
    },
    {
      label: t('needs.handOver.member'),
      options: members.map(({ id, name, title }) => ({ value: `member ${id}`, label: `${name} ${title}`.trim() })),
    },
  ];
  return (
    <Select<string>
      showSearch
      optionFilterProp="label"
      aria-label={t('needs.handOver.to')}
      placeholder={t('needs.handOver.to')}
      {...(value === undefined ? {} : { value })}
      options={options}
      onChange={onChange}
    />
  );
}
