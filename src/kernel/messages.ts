import { accessMessages } from './messages/access.ts';
import { customerMessages } from './messages/customers.ts';
import { factMessages } from './messages/facts.ts';
import { generalMessages } from './messages/general.ts';
import { importMessages } from './messages/imports.ts';
import type { Catalogue } from './messages/message.ts';
import { moneyMessages } from './messages/money.ts';
import { needMessages } from './messages/needs.ts';
import { operatingMessages } from './messages/operating.ts';
import { planMessages } from './messages/plan.ts';
import { visitMessages } from './messages/visits.ts';
import { workMessages } from './messages/work.ts';

/** Every sentence an expected error can say. A module adds its codes to the file of its subject in `messages/`. */
export const messages = {
  ...generalMessages,
  ...accessMessages,
  ...customerMessages,
  ...factMessages,
  ...importMessages,
  ...moneyMessages,
  ...needMessages,
  ...operatingMessages,
  ...planMessages,
  ...visitMessages,
  ...workMessages,
} as const satisfies Catalogue;
