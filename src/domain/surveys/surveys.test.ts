import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import type { Trx } from '../../database/connect.ts';
import { surveyScore } from '../../scoring/survey-score.ts';
import { addContact, upsertCustomers } from '../customers/customers.ts';
import { factKindName, factsOfCustomer } from '../timeline/timeline.ts';
import { recordSurveys } from './set-acts.ts';
import type { SurveyRow } from './survey.ts';
import { listSurveys, recordSurvey } from './surveys.ts';

let world: World;
let customerId: number;
let made = 0;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

function act<Result>(work: (trx: Trx) => Promise<Result>): Promise<Result> {
  return world.db.transaction().execute(work);
}

async function newCustomer(): Promise<void> {
  const row = { externalId: `S-${++made}`, name: `客户${made}` };
  customerId = (await act((trx) => upsertCustomers(trx, world.act(), [row]))).customerIds[0] ?? Number.NaN;
}

async function facts(): Promise<string[]> {
  const { items } = await factsOfCustomer(world.db, customerId, { limit: 100, kinds: [11, 12, 50] });
  return items.map(({ kind, score }) => `${factKindName(kind)} ${score}`).sort();
}

describe('an answer', () => {
  it('counts as its share of the highest, but a recommendation as it was given', () => {
    expect(surveyScore('nps', '0-10', 9)).toBe(9);
    expect(surveyScore('csat', '1-5', 4)).toBe(80);
    expect(surveyScore('csat', '0-10', 7)).toBe(70);
    expect(surveyScore('ces', '1-7', 6)).toBe(86);
    expect(surveyScore('ces', '0-100', 33)).toBe(33);
    expect(surveyScore('nps', '1-5', 4)).toBe('survey_scale_unfit');
    expect(surveyScore('nps', '0-10', 11)).toBe('survey_answer_outside');
    expect(surveyScore('csat', '1-5', 0)).toBe('survey_answer_outside');
    expect(surveyScore('csat', '1-5', 4.5)).toBe('survey_answer_outside');
  });

  it('is a fact, with who gave it', async () => {
    await newCustomer();
    const contactId = await act((trx) => addContact(trx, world.act(), customerId, { name: '李会计', role: 'payer' }));
    const given = { question: 'csat', scale: '1-5', given: 2, comment: '对账慢', contactId } as const;
    await act((trx) => recordSurvey(trx, world.act(), customerId, given));
    expect(await facts()).toEqual(['survey_csat 40']);
    const { items } = await listSurveys(world.db, customerId, { limit: 10, offset: 0 });
    expect(items).toMatchObject([{ given: 2, score: 40, comment: '对账慢', contact: { name: '李会计' } }]);
  });

  it('that cannot be counted, or was given tomorrow, is refused', async () => {
    await newCustomer();
    const record = (more: object) => {
      const given = { question: 'nps', scale: '0-10', given: 3, ...more } as const;
      return act((trx) => recordSurvey(trx, world.act(), customerId, given));
    };
    await expect(record({ scale: '0-100' })).rejects.toMatchObject({ code: 'survey_scale_unfit' });
    await expect(record({ given: 11 })).rejects.toMatchObject({ code: 'survey_answer_outside' });
    const answeredAt = new Date(world.clock.now().getTime() + 1);
    await expect(record({ answeredAt })).rejects.toMatchObject({ code: 'occurred_in_future' });
    expect(await facts()).toEqual([]);
  });
});

describe('answers as a set', () => {
  it('are known again; a changed one voids its fact', async () => {
    await newCustomer();
    const answeredAt = new Date('2026-11-01T02:00:00Z');
    const row = { customerId, question: 'nps', scale: '0-10', given: 9, answeredAt } as const;
    const record = (...rows: SurveyRow[]) => act((trx) => recordSurveys(trx, world.act(), rows));
    expect(await record({ ...row, externalId: 'A' }, row, row)).toMatchObject({ created: 2, unchanged: 1 });
    expect(await record({ ...row, externalId: 'A' }, row)).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await record({ ...row, externalId: 'A', given: 4 })).toMatchObject({ updated: 1 });
    expect(await facts()).toEqual(['survey_nps 4', 'survey_nps 9']);
  });

  it('count every answer as one alone counts', async () => {
    await newCustomer();
    const scales = { '0-10': [0, 10], '1-5': [1, 5], '1-7': [1, 7], '0-100': [0, 100] } as const;
    const rows = Object.entries(scales).flatMap(([scale, [lowest, highest]]) =>
      Array.from({ length: highest - lowest + 1 }, (_, at) => ({
        customerId,
        externalId: `${scale} ${lowest + at}`,
        question: 'ces' as const,
        scale: scale as keyof typeof scales,
        given: lowest + at,
        answeredAt: new Date('2026-11-01T02:00:00Z'),
      })),
    );
    await act((trx) => recordSurveys(trx, world.act(), rows));
    const { items } = await listSurveys(world.db, customerId, { limit: 200, offset: 0 });
    expect(items).toHaveLength(rows.length);
    for (const { scale, given, score } of items) expect(score).toBe(surveyScore('ces', scale, given));
  });
});
