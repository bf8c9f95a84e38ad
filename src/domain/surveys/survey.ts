/** What was asked: whether they would recommend us, how content they are, how easy we make it. */
export type SurveyQuestion = 'nps' | 'csat' | 'ces';
/** The lowest and the highest answer that could be given. */
export type SurveyScale = '0-10' | '1-5' | '1-7' | '0-100';

export const surveyQuestions = ['nps', 'csat', 'ces'] as const satisfies readonly SurveyQuestion[];
export const surveyScales = ['0-10', '1-5', '1-7', '0-100'] as const satisfies readonly SurveyScale[];

/** The scale that is meant where none is said. */
export const usualScales = { nps: '0-10', csat: '1-5', ces: '1-7' } as const satisfies Record<
  SurveyQuestion,
  SurveyScale
>;

const ends = { '0-10': [0, 10], '1-5': [1, 5], '1-7': [1, 7], '0-100': [0, 100] } as const satisfies Record<
  SurveyScale,
  readonly [number, number]
>;

/** Why an answer cannot be counted. */
export type Uncountable = 'survey_scale_unfit' | 'survey_answer_outside';

/**
 * What an answer counts. Recommendation counts as it was given, and only on 0–10: promoters and detractors are defined
 * on no other scale. Satisfaction and effort (high: easy) count as their share of the highest answer, times 100: 4 of 5
 * is 80, 6 of 7 is 86.
 */
export function surveyScore(question: SurveyQuestion, scale: SurveyScale, given: number): number | Uncountable {
  const [lowest, highest] = ends[scale];
  if (question === 'nps' && scale !== '0-10') return 'survey_scale_unfit';
  if (!Number.isInteger(given) || given < lowest || given > highest) return 'survey_answer_outside';
  return question === 'nps' ? given : Math.round((given / highest) * 100);
}

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
