import './people.css';
import { Button, Form, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer, ProjectRow, SiteRow } from '../../../client/shapes.ts';
import { TagChip } from '../../../ui/chips.tsx';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useAct, useMayFor, useReply } from '../../server.ts';
import { FormModal, TextField, textOf, type Values } from './people-form.tsx';

const STAGES = ['lead', 'bidding', 'won', 'building', 'done', 'stopped'] as const;
/** The smallest unit in one of money: amounts travel in hundredths. */
const MINOR = 100;

/** What they are building, when they need goods next, and where these go. */
export function ProjectsTab({ details }: { details: Customer }) {
  const { publicId, owners } = details;
  const { t } = useTranslation();
  const [open, setOpen] = useState<ProjectRow | 'add'>();
  const projects = useReply('GET /api/customers/:publicId/projects', { params: { publicId } });
  const mayWrite = useMayFor('customers.write', [owners.a, owners.b]);
  const columns = useProjectColumns(mayWrite ? setOpen : undefined);
  const { items = [], sites = [] } = projects.data ?? {};
  const add = (
    <Button size="small" onClick={() => setOpen('add')}>
      {t('people.projects.add')}
    </Button>
  );
  return (
    <div className="columns people-columns">
      <Panel title={t('people.projects.title')} extra={mayWrite ? add : undefined} flush>
        {projects.isPending && <Loading lines={5} />}
        {projects.isError && <ReplyFailure error={projects.error} again={projects.refetch} />}
        {projects.data !== undefined && items.length === 0 && (
          <Empty title={t('people.projects.none.title')}>{t('people.projects.none.text')}</Empty>
        )}
        {items.length > 0 && (
          <DataTable rows={items} columns={columns} rowKey={({ id }) => id} label={t('people.projects.title')} />
        )}
      </Panel>
      <SitesPanel publicId={publicId} sites={sites} mayWrite={mayWrite} />
      {open !== undefined && (
        <ProjectForm
          publicId={publicId}
          project={open === 'add' ? undefined : open}
          sites={sites}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

function useProjectColumns(onEdit: ((project: ProjectRow) => void) | undefined): Columns<ProjectRow> {
  const { t } = useTranslation();
  const format = useFormat();
  const day = (on: string | null) => on !== null && <span className="nowrap">{format.date(on)}</span>;
  const columns: Columns<ProjectRow> = [
    {
      key: 'name',
      title: t('people.projects.name'),
      className: 'rest',
      render: (_, { name, address, mainContractor, site }) => (
        <>
          <b>{name}</b>
          <span className="caption person-post">
            {[mainContractor, site?.name, address].filter((part) => part != null).join(' · ')}
          </span>
        </>
      ),
    },
    {
      key: 'stage',
      title: t('people.projects.stage'),
      render: (_, { stage }) => <TagChip>{t(`people.projects.stages.${stage}`)}</TagChip>,
    },
    { key: 'starts', title: t('people.projects.startsOn'), responsive: ['md'], render: (_, row) => day(row.startsOn) },
    { key: 'next', title: t('people.projects.nextNeedOn'), render: (_, row) => day(row.nextNeedOn) },
    {
      key: 'amount',
      title: t('people.projects.amount'),
      align: 'right',
      responsive: ['md'],
      render: (_, { expectedAmount, expectedVolume }) => (
        <>
          {expectedAmount !== null && <span className="figures nowrap">{format.money(expectedAmount)}</span>}
          <span className="caption person-post nowrap">{expectedVolume}</span>
        </>
      ),
    },
  ];
  if (onEdit === undefined) return columns;
  const edit = {
    key: 'edit',
    title: '',
    align: 'right' as const,
    render: (_: unknown, row: ProjectRow) => (
      <Button type="link" size="small" onClick={() => onEdit(row)}>
        {t('people.edit')}
      </Button>
    ),
  };
  return [...columns, edit];
}

interface FormProps {
  readonly publicId: string;
  readonly project: ProjectRow | undefined;
  readonly sites: readonly SiteRow[];
  readonly onClose: () => void;
}

function ProjectForm({ publicId, project, sites, onClose }: FormProps) {
  const { t } = useTranslation();
  const add = useAct('POST /api/customers/:publicId/projects');
  const change = useAct('PATCH /api/customers/:publicId/projects/:id');
  const save = (values: Values) => {
    const body = { ...fieldsOf(values), name: textOf(values, 'name') ?? '' };
    return project === undefined
      ? add.mutateAsync({ params: { publicId }, body })
      : change.mutateAsync({ params: { publicId, id: project.id }, body });
  };
  return (
    <FormModal
      title={project === undefined ? t('people.projects.add') : t('people.projects.edit')}
      initial={project === undefined ? { stage: 'lead' } : initialOf(project)}
      onClose={onClose}
      onSave={save}
    >
      <TextField name="name" label={t('people.projects.name')} needed={t('people.projects.nameNeeded')} />
      <Form.Item name="stage" label={t('people.projects.stage')}>
        <Select options={STAGES.map((value) => ({ value, label: t(`people.projects.stages.${value}`) }))} />
      </Form.Item>
      <TextField name="nextNeedOn" label={t('people.projects.nextNeedOn')} day />
      <p className="caption">{t('people.projects.needText')}</p>
      <TextField name="startsOn" label={t('people.projects.startsOn')} day />
      <Form.Item name="amount" label={t('people.projects.amount')}>
        <InputNumber min={0} precision={2} className="wide" />
      </Form.Item>
      <TextField name="expectedVolume" label={t('people.projects.volume')} />
      <TextField name="mainContractor" label={t('people.projects.contractor')} />
      <TextField name="address" label={t('people.projects.address')} />
      <Form.Item name="siteId" label={t('people.projects.site')}>
        <Select options={sites.map(({ id, name }) => ({ value: id, label: name }))} allowClear />
      </Form.Item>
    </FormModal>
  );
}

function initialOf(project: ProjectRow): Values {
  const { name, stage, nextNeedOn, startsOn, expectedAmount, expectedVolume, mainContractor, address, site } = project;
  const amount = expectedAmount === null ? null : expectedAmount / MINOR;
  return {
    name,
    stage,
    nextNeedOn,
    startsOn,
    amount,
    expectedVolume,
    mainContractor,
    address,
    siteId: site?.id ?? null,
  };
}

function fieldsOf(values: Values) {
  const amount = values['amount'];
  return {
    stage: STAGES.find((stage) => stage === values['stage']) ?? 'lead',
    nextNeedOn: textOf(values, 'nextNeedOn'),
    startsOn: textOf(values, 'startsOn'),
    expectedAmount: amount === null || amount === undefined ? null : Math.round(Number(amount) * MINOR),
    expectedVolume: textOf(values, 'expectedVolume'),
    mainContractor: textOf(values, 'mainContractor'),
    address: textOf(values, 'address'),
    siteId: textOf(values, 'siteId'),
  };
}

function SitesPanel({ publicId, sites, mayWrite }: { publicId: string; sites: readonly SiteRow[]; mayWrite: boolean }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const add = useAct('POST /api/customers/:publicId/sites');
  const save = (values: Values) => {
    const body = { name: textOf(values, 'name') ?? '', address: textOf(values, 'address') };
    return add.mutateAsync({ params: { publicId }, body });
  };
  const button = (
    <Button size="small" onClick={() => setAdding(true)}>
      {t('people.projects.addSite')}
    </Button>
  );
  return (
    <Panel title={t('people.projects.sites')} extra={mayWrite ? button : undefined}>
      {sites.length === 0 && <p className="secondary">{t('people.projects.sitesNone')}</p>}
      <ul className="ongoing">
        {sites.map(({ id, name, address }) => (
          <li key={id}>
            {name} <span className="caption person-post">{address}</span>
          </li>
        ))}
      </ul>
      {adding && (
        <FormModal title={t('people.projects.addSite')} onClose={() => setAdding(false)} onSave={save}>
          <TextField name="name" label={t('people.projects.siteName')} needed={t('people.projects.nameNeeded')} />
          <TextField name="address" label={t('people.projects.address')} />
        </FormModal>
      )}
    </Panel>
  );
}
