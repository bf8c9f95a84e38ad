import { useTranslation } from 'react-i18next';
import type { IconName } from '../../../ui/icons.tsx';

const ICONS: Readonly<Record<string, IconName>> = {
  order: 'cart',
  order_item: 'cart',
  return: 'returned',
  return_item: 'returned',
  delivery: 'truck',
  payment: 'wallet',
  receivable_due: 'wallet',
  interaction: 'phone',
  complaint_opened: 'alert',
  complaint_solved: 'check',
  complaint_reopened: 'alert',
  survey_nps: 'smile',
  survey_csat: 'smile',
  enquiry_competitor: 'search',
  enquiry_product: 'search',
  enquiry_policy: 'search',
  visit: 'person',
  tag_set: 'tag',
  tag_removed: 'tag',
  owner_changed: 'people',
  contact_left: 'person',
  note: 'note',
  milestone: 'calendar',
  warning_signal_raised: 'siren',
  warning_signal_cleared: 'check',
  supplier_change_threatened: 'siren',
  credit_hold_set: 'lock',
  credit_hold_lifted: 'check',
  complaint_limit_missed: 'clock',
  survey_ces: 'smile',
  shipment: 'truck',
  invoice: 'document',
  credit_note: 'returned',
  tax: 'wallet',
  terms_changed: 'wallet',
  need_recorded: 'inbox',
  need_met: 'check',
  need_handed_over: 'arrowRight',
  need_received: 'check',
  promise_made: 'pencil',
  promise_kept: 'check',
  promise_overdue: 'clock',
  next_need_stated: 'calendar',
  portal_visit: 'person',
  customer_stock: 'database',
  mention: 'message',
  referral_made: 'people',
  referral_won: 'people',
  relation_changed: 'people',
  role_changed: 'people',
  contact_joined: 'person',
  project_changed: 'document',
  customer_merged: 'refresh',
  merge_undone: 'refresh',
  tier_changed: 'tag',
};

/** The mark of a kind of fact on the timeline. */
export function kindIcon(kind: string): IconName {
  return ICONS[kind] ?? 'note';
}

/** Facts whose amount is money; of the others the amount is a count. */
const MONEY_KINDS: readonly string[] = [
  ...['order', 'order_item', 'return', 'return_item', 'shipment', 'invoice', 'credit_note', 'tax'],
  ...['payment', 'receivable_due'],
];

export function isMoneyKind(kind: string): boolean {
  return MONEY_KINDS.includes(kind);
}

/** The word for a kind of fact; one the words do not know stays as it is. */
export function useKindName(): (kind: string) => string {
  const { t, i18n } = useTranslation();
  return (kind) =>
    i18n.exists(`customer.kinds.${kind}`) ? String(t(`customer.kinds.${kind}` as 'customer.kinds.order')) : kind;
}
