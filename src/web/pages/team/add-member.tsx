import { Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Body } from '../../../client/client.ts';
import { failureText, useAct, useReply } from '../../server.ts';
import { ROLES } from './roles.ts';
import type { Told } from './told-password.tsx';

type NewMember = Body<'POST /api/members'>;

/** Name, e-mail and role; the password is generated and told once. */
export function AddMember({ onClose, onTold }: { onClose: () => void; onTold: (told: Told) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<NewMember>();
  const [failure, setFailure] = useState<string>();
  const add = useAct('POST /api/members');
  const save = async (wanted: NewMember) => {
    try {
      const { member, password } = await add.mutateAsync({ body: { ...wanted, teamId: wanted.teamId ?? null } });
      onClose();
      onTold({ name: member.name, password });
    } catch (error) {
      setFailure(failureText(error).text);
    }
  };
  return (
    <Modal
      open
      title={t('team.form.title')}
      okText={t('team.form.save')}
      cancelText={t('team.cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={420}
    >
      {failure !== undefined && (
        <p className="form-failure" role="alert">
          {failure}
        </p>
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'account_manager' }}
        onFinish={(wanted) => void save(wanted)}
      >
        <MemberFields />
      </Form>
    </Modal>
  );
}

function MemberFields() {
  const { t } = useTranslation();
  const teams = useReply('GET /api/teams');
  const roles = ROLES.map((role) => ({
    value: role,
    label: `${t(`shell.roles.${role}`)} · ${t(`team.reach.${role}`)}`,
  }));
  const teamOptions = teams.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <>
      <Form.Item
        name="name"
        label={t('team.form.name')}
        rules={[{ required: true, message: t('team.form.requiredName') }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="email"
        label={t('team.form.email')}
        rules={[{ required: true, type: 'email', message: t('team.form.requiredEmail') }]}
      >
        <Input autoComplete="off" inputMode="email" />
      </Form.Item>
      <Form.Item name="title" label={t('team.form.post')}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={t('team.form.role')}>
        <Select options={roles} />
      </Form.Item>
      <Form.Item name="teamId" label={t('team.form.team')}>
        <Select options={teamOptions} allowClear placeholder={t('team.noTeam')} />
      </Form.Item>
    </>
  );
}
