/** What was asked: whether they would recommend us, how content they are, how easy we make it. */
export type SurveyQuestion = 'nps' | 'csat' | 'ces';
/** The lowest and the highest answer that could be given. */
export type SurveyScale = '0-10' | '1-5' | '1-7' | '0-100';

/** The scale that is meant where none is said. */
export const usualScales = { nps: '0-10', csat: '1-5', ces: '1-7' } as const satisfies Record<
  SurveyQuestion,
  SurveyScale
>;

const lowestAnswers = { '0-10': 0, '1-5': 1, '1-7': 1, '0-100': 0 } as const satisfies Record<SurveyScale, number>;
/** What the best answer of each scale is called. */
export const highestAnswers = { '0-10': 10, '1-5': 5, '1-7': 7, '0-100': 100 } as const satisfies Record<
  SurveyScale,
  number
>;

/** Why an answer cannot be counted. */
export type Uncountable = 'survey_scale_unfit' | 'survey_answer_outside';

/**
 * What an answer counts. Recommendation counts as it was given, and only on 0–10: promoters and detractors are defined
 * on no other scale. Satisfaction and effort (high: easy) count as their share of the highest answer, times 100: 4 of 5
 * is 80, 6 of 7 is 86.
 */
export function surveyScore(question: SurveyQuestion, scale: SurveyScale, given: number): number | Uncountable {
  const [lowest, highest] = [lowestAnswers[scale], highestAnswers[scale]];
  if (question === 'nps' && scale !== '0-10') return 'survey_scale_unfit';
  if (!Number.isInteger(given) || given < lowest || given > highest) return 'survey_answer_outside';
  return question === 'nps' ? given : Math.round((given / highest) * 100);
}
