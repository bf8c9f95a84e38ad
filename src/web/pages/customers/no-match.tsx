import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CustomerList } from '../../../client/shapes.ts';
import { NoMatch } from '../../../ui/states.tsx';
import { useAddress } from '../../address.ts';
import { FILTER_KEYS, useCustomerFilters } from './filters.ts';

/** Which filter to drop, one button each. */
export function NoCustomerMatches({ list }: { list: CustomerList }) {
  const { t } = useTranslation();
  const { values, set } = useAddress();
  const filters = useCustomerFilters(list);
  const chosen = filters.flatMap((filter) => {
    const value = values[filter.key];
    if (value === undefined) return [];
    return [{ key: filter.key, text: filter.options.find((option) => option.value === value)?.label ?? value }];
  });
  const query = values['query'];
  const all = query === undefined ? chosen : [{ key: 'query', text: query }, ...chosen];
  const none = Object.fromEntries([...FILTER_KEYS, 'query'].map((key) => [key, undefined]));
  const action = (
    <div className="filter-bar">
      {all.length > 1 &&
        all.map((one) => (
          <Button key={one.key} onClick={() => set({ [one.key]: undefined })}>
            {t('customers.noMatch.drop', { filter: one.text })}
          </Button>
        ))}
      <Button onClick={() => set(none)}>{t('customers.noMatch.clear')}</Button>
    </div>
  );
  return (
    <NoMatch title={t('customers.noMatch.title')} action={action}>
      {t('customers.noMatch.text', { filters: all.map((one) => one.text).join('，') })}
    </NoMatch>
  );
}
