import { type SurveyQuestion, type SurveyScale, surveyScore, usualScales } from '../../scoring/survey-score.ts';
import { type Field, type Refusal, words } from './field.ts';
import { contactName, customer, customerName, externalId } from './shared-fields.ts';

const QUESTIONS = {
  nps: ['推荐', '推荐打分', '推荐意愿', 'NPS值', '净推荐值', 'recommendation'],
  csat: ['满意度', '满意', '总体满意度', 'satisfaction'],
  ces: ['费力度', '省力度', '便捷度', 'effort'],
};
const SCALES = {
  '0-10': ['10分制', '十分制', '0～10', '0~10', '0—10', '10'],
  '1-5': ['5分制', '五分制', '五星', '1～5', '1~5', '1—5', '5'],
  '1-7': ['7分制', '七分制', '1～7', '1~7', '1—7', '7'],
  '0-100': ['百分制', '100分制', '0～100', '0~100', '0—100', '100'],
};

export const surveyFields: readonly Field[] = [
  { ...customer, required: true },
  customerName,
  {
    key: 'answeredAt',
    type: 'instant',
    zh: '回答时间',
    en: 'Answered at',
    headings: words('日期 时间 填写时间 提交时间 答卷时间 回访时间 date datetime submittedat'),
    required: true,
  },
  {
    key: 'question',
    type: 'choice',
    zh: '问题',
    en: 'Question',
    headings: words('题目 指标 问卷类型 调查类型 类型 metric type'),
    choices: QUESTIONS,
    required: true,
  },
  {
    key: 'given',
    type: 'number',
    zh: '分数',
    en: 'Score',
    headings: words('评分 得分 打分 分值 答案 rating answer value'),
    required: true,
  },
  { key: 'scale', type: 'choice', zh: '分制', en: 'Scale', headings: words('量表 满分'), choices: SCALES },
  {
    key: 'comment',
    type: 'text',
    zh: '意见',
    en: 'Comment',
    headings: words('评价 评语 反馈 原因 备注 建议 feedback reason note'),
  },
  contactName,
  externalId,
];

/** Answers that cannot be counted. Without a scale the usual one of the question is meant. */
export function refusedSurvey(said: Readonly<Record<string, unknown>>): Refusal | null {
  const question = said['question'] as SurveyQuestion;
  const scale = (said['scale'] as SurveyScale | undefined) ?? usualScales[question];
  const given = Number(said['given']);
  const score = surveyScore(question, scale, given);
  return typeof score === 'number' ? null : { code: score, params: { question, scale, given } };
}
