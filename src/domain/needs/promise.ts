import type { Language } from '../../kernel/errors.ts';
import type { Person } from './need.ts';

/** Whether those who can say so have said that we can do what we promised. */
export type TechnicalCheck = 'none' | 'needed' | 'passed' | 'failed';
export type PromiseEnding = 'kept' | 'broken';

export const technicalChecks = ['none', 'needed', 'passed', 'failed'] as const satisfies readonly TechnicalCheck[];
export const promiseEndings = ['kept', 'broken'] as const satisfies readonly PromiseEnding[];

/** A promise as it is brought in. Known again by its external id, else by its moment and its words. */
export interface PromiseRow {
  readonly customerId: number;
  readonly externalId?: string | null;
  readonly needId?: string | null;
  readonly text: string;
  readonly madeAt: Date;
  /** `YYYY-MM-DD`. The first one stays known; a later one is a new date. */
  readonly dueOn: string;
  readonly ownerId?: string | null;
  readonly contactId?: string | null;
  readonly contactName?: string | null;
  readonly technicalCheck?: TechnicalCheck;
  readonly ending?: PromiseEnding | null;
  readonly endedAt?: Date | null;
  readonly endingText?: string | null;
}

/** One promise of a list. */
export interface Promised {
  readonly id: string;
  readonly needId: string | null;
  readonly text: string;
  readonly madeAt: Date;
  readonly firstDueOn: string;
  readonly dueOn: string;
  readonly owner: Person | null;
  readonly contact: Person | null;
  readonly technicalCheck: TechnicalCheck;
  readonly checkedAt: Date | null;
  readonly checkedBy: Person | null;
  readonly checkReason: string;
  readonly ending: PromiseEnding | null;
  readonly endedAt: Date | null;
  readonly endingText: string;
  readonly by: Person | null;
}

/** The task that an overdue promise or a hand-over nobody has received becomes, in the owner's language. */
export function overdueTask(
  what: 'promise' | 'hand_over',
  { text, dueOn, to = '', language }: { text: string; dueOn: string; to?: string | null; language: Language },
): { title: string; why: string } {
  const [title, why] = TASK_WORDS[what][language];
  return {
    title: title.replace('{text}', shortened(text)),
    why: why.replace('{day}', dueOn).replace('{to}', to ?? ''),
  };
}

const TASK_WORDS = {
  promise: {
    zh: ['兑现承诺：{text}', '答应客户 {day} 完成，已经过期。请兑现、改期并告知客户，或说明为什么做不到。'],
    en: [
      'Keep the promise: {text}',
      'It was promised for {day}. Keep it, agree a new date, or say why it cannot be kept.',
    ],
  },
  hand_over: {
    zh: ['转办未签收：{text}', '要求 {day} 前处理，“{to}”还没有签收。请签收并答复；若是您转出的，请催办或改派。'],
    en: [
      'Hand-over not received: {text}',
      'It was due on {day} and {to} has not received it. Receive and answer it; if you sent it, press for it or send it elsewhere.',
    ],
  },
} as const;

const TITLE_WORDS_MAX = 200;

function shortened(text: string): string {
  return text.length <= TITLE_WORDS_MAX ? text : `${text.slice(0, TITLE_WORDS_MAX - 1)}…`;
}
