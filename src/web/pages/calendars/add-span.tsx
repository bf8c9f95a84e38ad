import { App, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { failureText, useAct, useReply } from '../../server.ts';

interface SpanForm {
  readonly name: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly weight: number;
  readonly regions?: string[];
}

const NAME_LENGTH_MAX = 60;
const WEIGHT_DEFAULT = 0.3;

/** A name, two days, what a day counts, and where. */
export function AddSpan({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<SpanForm>();
  const add = useAct('POST /api/season-spans');
  const save = async ({ regions = [], ...span }: SpanForm) => {
    try {
      await add.mutateAsync({ body: { ...span, regions } });
      onClose();
    } catch (error) {
      void message.error(failureText(error).text);
    }
  };
  return (
    <Modal
      open
      title={t('calendars.seasons.add')}
      okText={t('calendars.save')}
      cancelText={t('calendars.cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={420}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ weight: WEIGHT_DEFAULT }}
        onFinish={(span) => void save(span)}
      >
        <SpanFields />
      </Form>
    </Modal>
  );
}

function SpanFields() {
  const { t } = useTranslation();
  const required = [{ required: true, message: t('calendars.seasons.required') }];
  const known = useReply('GET /api/customers', { query: { limit: 1 } });
  const regions = known.data?.facets.region.map(({ key }) => ({ value: key, label: key })) ?? [];
  return (
    <>
      <Form.Item name="name" label={t('calendars.seasons.name')} rules={required}>
        <Input maxLength={NAME_LENGTH_MAX} placeholder={t('calendars.seasons.namePlaceholder')} />
      </Form.Item>
      <Form.Item name="fromOn" label={t('calendars.seasons.from')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="toOn" label={t('calendars.seasons.to')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="weight" label={t('calendars.seasons.weight')} rules={required}>
        <InputNumber min={0} max={1} step={0.1} />
      </Form.Item>
      <Form.Item name="regions" label={t('calendars.seasons.regions')}>
        <Select mode="tags" options={regions} placeholder={t('calendars.seasons.regionsHint')} />
      </Form.Item>
    </>
  );
}
