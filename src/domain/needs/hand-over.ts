import type { Person } from './need.ts';
import type { TechnicalCheck } from './promise.ts';

export type HandOverAnswer = 'accepted' | 'declined';
export const handOverAnswers = ['accepted', 'declined'] as const satisfies readonly HandOverAnswer[];

/** Exactly one addressee: a team or a member. */
export interface HandOverWish {
  readonly toTeam?: string | null;
  readonly toMember?: string | null;
  readonly message: string;
  /** By when it should be answered, `YYYY-MM-DD`. */
  readonly dueOn?: string | null;
}

/** What is handed over: a need or a promise of one customer. */
export type HandOverSubject = { readonly needId: string } | { readonly promiseId: string };

/** One hand-over, as both sides see it. */
export interface HandOver {
  readonly id: string;
  /** `reachable`: whether who asks may open the customer's page. */
  readonly customer: { readonly publicId: string; readonly name: string; readonly reachable: boolean };
  readonly needId: string | null;
  readonly promiseId: string | null;
  /** The words of the need or the promise. */
  readonly text: string;
  /** Of a promise. */
  readonly technicalCheck: TechnicalCheck | null;
  readonly message: string;
  readonly toTeam: Person | null;
  readonly toMember: Person | null;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly sentAt: Date;
  readonly sentBy: Person | null;
  readonly receivedAt: Date | null;
  readonly receivedBy: Person | null;
  readonly answer: HandOverAnswer | null;
  readonly answerText: string;
  readonly answeredAt: Date | null;
  readonly answeredBy: Person | null;
}
