import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonths, formatDay, parseDay } from '../../../kernel/time.ts';
import { useFormat } from '../../../ui/locale.tsx';
import { useAct, useReply } from '../../server.ts';
import { SayWhy } from '../customer/say-why.tsx';

const REVIEW_MONTHS = 6;

interface OverrideFormProps {
  readonly customer: { readonly publicId: string; readonly name: string; readonly shortName: string | null };
  /** The tier that is proposed first. */
  readonly tier: string | undefined;
  readonly onClose: () => void;
}

/** A word about a tier: which, why, and when to look again. */
export function OverrideForm({ customer, tier, onClose }: OverrideFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { publicId } = customer;
  const tiers = useReply('GET /api/customers/:publicId/tier', { params: { publicId } }).data?.tiers ?? [];
  const [chosen, setChosen] = useState(tier);
  const [reviewOn, setReviewOn] = useState(() => formatDay(addMonths(parseDay(format.today), REVIEW_MONTHS)));
  const override = useAct('POST /api/customers/:publicId/tier-overrides');
  const save = (reason: string) =>
    override.mutateAsync({ params: { publicId }, body: { tier: chosen ?? '', reason, reviewOn } });
  return (
    <SayWhy
      title={t('tiers.form.title', { name: customer.shortName ?? customer.name })}
      hint={t('tiers.form.hint')}
      onSave={save}
      onClose={onClose}
    >
      <Select<string>
        aria-label={t('tiers.tier')}
        placeholder={t('tiers.tier')}
        {...(chosen === undefined ? {} : { value: chosen })}
        options={tiers.map((each) => ({ value: each.key, label: format.name(each) }))}
        onChange={setChosen}
      />
      <label className="say-why-line" htmlFor="override-review">
        {t('tiers.form.review')}
        <Input
          id="override-review"
          type="date"
          value={reviewOn}
          min={formatDay(parseDay(format.today) + 1)}
          onChange={(event) => setReviewOn(event.target.value)}
        />
      </label>
      <p className="secondary">{t('tiers.form.text')}</p>
    </SayWhy>
  );
}
