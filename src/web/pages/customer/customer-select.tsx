import { Select } from 'antd';
import { useState } from 'react';
import { useReply } from '../../server.ts';

/** Finds a customer by a few letters; answers its public id, or with `free` also a name that is nobody's. */
export function CustomerSelect(props: {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly except?: string;
  readonly placeholder?: string;
  readonly free?: boolean;
}) {
  const { except, free = false, onChange } = props;
  const [query, setQuery] = useState('');
  const found = useReply('GET /api/search', { query: { query } }, query.trim().length > 0);
  const known = (query === '' ? [] : (found.data?.customers ?? []))
    .filter(({ publicId }) => publicId !== except)
    .map(({ publicId, name, city }) => ({ value: publicId, label: city === null ? name : `${name} · ${city}` }));
  const word = query.trim();
  const typed = free && word !== '' ? [{ value: word, label: `+ ${word}` }] : [];
  return (
    <Select
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.value === undefined ? {} : { value: props.value })}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      showSearch={{ filterOption: false, onSearch: setQuery }}
      allowClear
      options={[...known, ...typed]}
      onChange={(value: string | undefined) => onChange?.(value)}
      notFoundContent={null}
    />
  );
}
