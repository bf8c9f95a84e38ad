import { App } from 'antd';
import i18next from 'i18next';
import { download } from '../client/client.ts';
import type { CustomerFilters } from './paths.ts';
import { failureText } from './server.ts';

/** Hands the list to the browser as a file; the server writes down who took what and why. */
export function useCustomerExport(): (filters: CustomerFilters) => void {
  const { message } = App.useApp();
  return (filters) => {
    saveExport(filters).catch((error: unknown) => void message.error(failureText(error).text));
  };
}

async function saveExport(filters: CustomerFilters): Promise<void> {
  const set = Object.entries(filters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  const body = { filters: Object.fromEntries(set), reason: i18next.t('customers.exportReason') };
  const { blob, name } = await download('POST /api/customer-exports', { body }, i18next.language);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
