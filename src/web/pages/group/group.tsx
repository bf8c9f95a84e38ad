import '../customer/customer.css';
import './group.css';
import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupItem, GroupPage as GroupReply } from '../../../client/shapes.ts';
import { BandChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { formatShare } from '../../../ui/format.ts';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { MoneyText } from '../../../ui/money-text.tsx';
import { Fact, Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { usePathPart } from '../../address.ts';
import { BasisNote } from '../../basis-note.tsx';
import { CustomerName, CustomerTier } from '../../customer-mark.tsx';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useAct, useMay, useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { FormModal, TextField, textOf, type Values } from '../customer/people-form.tsx';

/** A group with all that lies below it: what it buys, how well it does, and who looks after each customer. */
export function GroupPage() {
  const { t } = useTranslation();
  const id = usePathPart('id');
  const reply = useReply('GET /api/groups/:id', { params: { id } });
  const page = reply.data;
  if (page === undefined) {
    return (
      <Page title={t('people.group.crumb')}>
        <div className="panel panel-loading">
          {reply.isError ? <ReplyFailure error={reply.error} again={reply.refetch} /> : <Loading lines={8} />}
        </div>
      </Page>
    );
  }
  return (
    <Page title={page.group.name} crumbs={<Crumbs page={page} />}>
      <div className="stack">
        <Figures page={page} />
        <Subgroups page={page} />
        <Children page={page} />
      </div>
    </Page>
  );
}

function Crumbs({ page }: { page: GroupReply }) {
  const { t } = useTranslation();
  return (
    <>
      <Link href={paths.groups()}>{t('people.group.crumb')}</Link>
      {page.above.map(({ id, name }) => (
        <span key={id}>
          <span aria-hidden="true">/ </span>
          <Link href={paths.group(id)}>{name}</Link>
        </span>
      ))}
      <span aria-hidden="true">/</span>
      <span className="crumb-here">{page.group.name}</span>
    </>
  );
}

function Figures({ page }: { page: GroupReply }) {
  const { t } = useTranslation();
  const [moving, setMoving] = useState(false);
  const mayWrite = useMay('customers.write');
  const { highestTier, outside } = page;
  const move = (
    <Button size="small" onClick={() => setMoving(true)}>
      {t('people.group.move')}
    </Button>
  );
  return (
    <Panel title={page.group.name} extra={mayWrite ? move : undefined}>
      <dl className="group-figures">
        <Fact label={t('people.group.sum')}>
          <span className="group-sum">
            <MoneyText minor={page.amountYear} />
          </span>{' '}
          <BasisNote />
        </Fact>
        <Fact label={t('people.group.customers')}>{t('people.group.count', { count: page.customers })}</Fact>
        {highestTier !== null && (
          <Fact label={t('people.group.tier')}>
            <CustomerTier tier={highestTier} /> <span className="caption">{t('people.group.tierNote')}</span>
          </Fact>
        )}
        <Health page={page} />
      </dl>
      {outside > 0 && <p className="caption">{t('people.group.outside', { count: outside })}</p>}
      {moving && <MoveGroup page={page} onClose={() => setMoving(false)} />}
    </Panel>
  );
}

function Health({ page }: { page: GroupReply }) {
  const { t } = useTranslation();
  const { colour, score, weighted, judgedShare, cappedBy } = page.health;
  const why =
    weighted === null
      ? t('people.group.unjudged')
      : cappedBy === null
        ? t('people.group.weighted', { score: weighted })
        : t('people.group.capped', { name: cappedBy.shortName ?? cappedBy.name, score: cappedBy.score ?? 0 });
  return (
    <Fact label={t('people.group.health')}>
      <BandChip band={colour} score={score} large /> <span className="secondary">{why}</span>{' '}
      {weighted !== null && (
        <span className="caption">{t('people.group.judged', { share: formatShare(judgedShare) })}</span>
      )}
    </Fact>
  );
}

function Subgroups({ page }: { page: GroupReply }) {
  const { t } = useTranslation();
  if (page.groups.length === 0) return null;
  return (
    <Panel title={t('people.group.groups')}>
      <ul className="ongoing">
        {page.groups.map(({ id, name, customers, amountYear }) => (
          <li key={id} className="ongoing-line">
            <span>
              <Link href={paths.group(id)}>{name}</Link>{' '}
              <span className="caption">{t('people.group.count', { count: customers })}</span>
            </span>
            <MoneyText minor={amountYear} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Children({ page }: { page: GroupReply }) {
  const { t } = useTranslation();
  const columns = useChildColumns(page.amountYear);
  return (
    <Panel title={t('people.group.customers')} flush>
      <DataTable
        rows={page.items}
        columns={columns}
        rowKey={({ customer }) => customer.publicId}
        label={t('people.group.customers')}
        empty={<Empty title={t('people.group.none.title')}>{t('people.group.none.text')}</Empty>}
        foot={
          <>
            {t('people.group.count', { count: page.customers })} <BasisNote />
          </>
        }
      />
    </Panel>
  );
}

function useChildColumns(sum: number): Columns<GroupItem> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('people.group.customers'),
      className: 'rest',
      render: (_, { customer }) => <CustomerName customer={customer} />,
    },
    {
      key: 'health',
      title: t('people.group.health'),
      render: (_, { customer }) => <BandChip band={customer.colour} score={customer.score} />,
    },
    {
      key: 'amount',
      title: t('people.group.sum'),
      align: 'right',
      render: (_, { amountYear }) => <MoneyText minor={amountYear} />,
    },
    {
      key: 'share',
      title: t('people.group.share'),
      align: 'right',
      responsive: ['md'],
      render: (_, { amountYear }) => <span className="figures">{sum > 0 ? formatShare(amountYear / sum) : ''}</span>,
    },
    {
      key: 'group',
      title: t('people.group.inGroup'),
      responsive: ['md'],
      render: (_, { group }) => (
        <span className="nowrap">
          <Link href={paths.group(group.id)}>{group.name}</Link>
        </span>
      ),
    },
    {
      key: 'owner',
      title: t('people.group.owner'),
      responsive: ['md'],
      render: (_, { owner }) => <span className="nowrap">{owner?.name}</span>,
    },
    {
      key: 'lastOrder',
      title: t('people.group.lastOrder'),
      responsive: ['md'],
      render: (_, { lastOrderOn }) =>
        lastOrderOn !== null && <span className="nowrap">{format.date(lastOrderOn)}</span>,
    },
  ];
}

function MoveGroup({ page, onClose }: { page: GroupReply; onClose: () => void }) {
  const { t } = useTranslation();
  const { id, name } = page.group;
  const groups = useReply('GET /api/groups');
  const change = useAct('PATCH /api/groups/:id');
  const save = (values: Values) => {
    const body = { name: textOf(values, 'name') ?? name, parentId: textOf(values, 'parentId') };
    return change.mutateAsync({ params: { id }, body });
  };
  const parents = (groups.data?.items ?? [])
    .filter((group) => group.id !== id)
    .map((group) => ({ value: group.id, label: group.name }));
  const initial = { name, parentId: page.above.at(-1)?.id ?? null };
  return (
    <FormModal title={t('people.group.move')} initial={initial} onClose={onClose} onSave={save}>
      <TextField name="name" label={t('people.group.name')} needed={t('people.group.name')} />
      <Form.Item name="parentId" label={t('people.group.parent')}>
        <Select
          options={parents}
          allowClear
          placeholder={t('people.group.top')}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
    </FormModal>
  );
}
