import './team.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../../ui/data-table.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Loading } from '../../../ui/states.tsx';
import { ReplyFailure } from '../../reply-failure.tsx';
import { useMay, useReply } from '../../server.ts';
import { Page } from '../../shell/page.tsx';
import { AddMember } from './add-member.tsx';
import { useMemberColumns } from './columns.tsx';
import { type Told, ToldPassword } from './told-password.tsx';

/** Everybody who is with us, what they may reach, and for administrators the acts on them. */
export function TeamPage() {
  const { t } = useTranslation();
  const members = useReply('GET /api/members');
  const mayManage = useMay('team.manage');
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState<Told>();
  const columns = useMemberColumns(mayManage, setTold);
  const add = (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => setAdding(true)}>
      {t('team.add')}
    </Button>
  );
  return (
    <Page
      title={t('team.title')}
      caption={members.data && t('team.caption', { count: members.data.items.length })}
      actions={mayManage ? add : undefined}
    >
      <Panel flush>
        {members.isPending && <Loading lines={6} />}
        {members.isError && <ReplyFailure error={members.error} again={members.refetch} />}
        {members.data !== undefined && (
          <DataTable
            rows={members.data.items}
            columns={columns}
            rowKey={(member) => member.id}
            label={t('team.title')}
          />
        )}
      </Panel>
      {adding && <AddMember onClose={() => setAdding(false)} onTold={setTold} />}
      <ToldPassword told={told} onClose={() => setTold(undefined)} />
    </Page>
  );
}
