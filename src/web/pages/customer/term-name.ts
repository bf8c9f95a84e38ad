import { useTranslation } from 'react-i18next';

export const TERM_KINDS = ['monthly', 'on_invoice', 'cash_on_delivery', 'prepaid', 'other'] as const;
export type TermKind = (typeof TERM_KINDS)[number];

/** How terms are said: 月结 60 天. A kind this app does not know is "other". */
export function useTermName(): (kind: string, days: number) => string {
  const { t } = useTranslation();
  return (kind, days) => t(`receivables.terms.kinds.${TERM_KINDS.find((one) => one === kind) ?? 'other'}`, { days });
}
