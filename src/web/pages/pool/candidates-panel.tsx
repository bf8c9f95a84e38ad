import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PoolCandidate } from '../../../client/shapes.ts';
import { type Columns, DataTable } from '../../../ui/data-table.tsx';
import { Link } from '../../../ui/link.tsx';
import { useFormat } from '../../../ui/locale.tsx';
import { Empty, Loading } from '../../../ui/states.tsx';
import { paths } from '../../paths.ts';
import { ReplyFailure } from '../../reply-failure.tsx';
import { failureText, useAct, useReply } from '../../server.ts';

/** Whom the plan's rule would let go: proposals, each released by hand and with a reason. */
export function CandidatesPanel() {
  const { t } = useTranslation();
  const candidates = useReply('GET /api/pool-candidates');
  const [releasing, setReleasing] = useState<PoolCandidate>();
  const columns = useCandidateColumns(setReleasing);
  if (candidates.isPending) return <Loading lines={3} />;
  if (candidates.isError) return <ReplyFailure error={candidates.error} again={candidates.refetch} />;
  return (
    <>
      <DataTable
        rows={candidates.data.items}
        columns={columns}
        rowKey={(row) => row.publicId}
        label={t('pool.candidates')}
        empty={<Empty title={t('pool.noCandidates')}>{t('pool.noCandidatesText')}</Empty>}
      />
      {releasing !== undefined && <Release customer={releasing} onClose={() => setReleasing(undefined)} />}
    </>
  );
}

function useCandidateColumns(onRelease: (customer: PoolCandidate) => void): Columns<PoolCandidate> {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t('pool.columns.customer'),
      render: (_, row) => <Link href={paths.customer(row.publicId)}>{row.name}</Link>,
    },
    { key: 'owner', title: t('pool.columns.owner'), render: (_, row) => row.owner?.name },
    {
      key: 'lastOrder',
      title: t('pool.columns.lastOrder'),
      render: (_, row) => (row.lastOrderOn === null ? '' : format.date(row.lastOrderOn)),
    },
    {
      key: 'act',
      title: '',
      align: 'right',
      render: (_, row) => (
        <Button type="link" size="small" onClick={() => onRelease(row)}>
          {t('pool.release')}
        </Button>
      ),
    },
  ];
}

function Release({ customer, onClose }: { customer: PoolCandidate; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const release = useAct('POST /api/customers/:publicId/pool-releases');
  const act = () =>
    release
      .mutateAsync({ params: { publicId: customer.publicId }, body: { reason } })
      .then(onClose)
      .catch((error: unknown) => void message.error(failureText(error).text));
  return (
    <Modal
      open
      title={t('pool.releaseTitle', { name: customer.name })}
      okText={t('pool.release')}
      cancelText={t('pool.cancel')}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      confirmLoading={release.isPending}
      onOk={() => void act()}
      onCancel={onClose}
      width={420}
    >
      <p className="secondary">{t('pool.releaseText')}</p>
      <Input.TextArea
        aria-label={t('pool.reason')}
        placeholder={t('pool.reason')}
        value={reason}
        maxLength={500}
        rows={2}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
