import type { SurveyQuestion, SurveyScale } from '../../scoring/survey-score.ts';

export const surveyQuestions = ['nps', 'csat', 'ces'] as const satisfies readonly SurveyQuestion[];
export const surveyScales = ['0-10', '1-5', '1-7', '0-100'] as const satisfies readonly SurveyScale[];

/** An answer as it is brought in. Known again by its external id, else by question, moment and who answered. */
export interface SurveyRow {
  readonly customerId: number;
  readonly externalId?: string | null;
  readonly question: SurveyQuestion;
  readonly scale: SurveyScale;
  readonly given: number;
  readonly comment?: string | null;
  readonly contactId?: string | null;
  /** Looked up among the customer's contacts where there is no `contactId`. */
  readonly contactName?: string | null;
  readonly answeredAt: Date;
}

/** One answer of a list. */
export interface SurveyAnswer {
  readonly id: string;
  readonly question: SurveyQuestion;
  readonly scale: SurveyScale;
  readonly given: number;
  /** 0–10 for nps, 0–100 for csat and ces. */
  readonly score: number;
  readonly comment: string;
  readonly contact: { readonly id: string; readonly name: string } | null;
  readonly answeredAt: Date;
}
