import { App } from 'antd';
import i18next from 'i18next';
import { type Body, download } from '../client/client.ts';
import { failureText } from './server.ts';

type Wanted = Body<'POST /api/customer-exports'>;

/** Hands the list to the browser as a file; the server writes down who took what and why. */
export function useCustomerExport(): (filters: Wanted['filters'], sort?: Wanted['sort']) => void {
  const { message } = App.useApp();
  return (filters, sort) => {
    saveExport(filters, sort).catch((error: unknown) => void message.error(failureText(error).text));
  };
}

async function saveExport(filters: Wanted['filters'], sort: Wanted['sort']): Promise<void> {
  const body = { filters, sort, reason: i18next.t('customers.exportReason') };
  const { blob, name } = await download('POST /api/customer-exports', { body }, i18next.language);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
