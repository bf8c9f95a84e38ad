import { afterEach, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../../test/world.ts';
import { isAppError } from '../../kernel/errors.ts';
import { runScenario } from './scenario.ts';
import { stories } from './stories.ts';

let world: World;
afterEach(() => world.close());

async function play(story: string, to?: number) {
  world = await createWorld();
  return runScenario(story, { database: world.database, to });
}

describe('stories on a scratch database', () => {
  test('S1: the warning comes when two months are over, and an order makes it recovered', async () => {
    const report = await play('S1', 4);
    expect(report.steps.map((step) => [step.step, step.ok, step.ok === true ? '' : step.found])).toEqual([
      [1, true, ''],
      [2, null, 'not built'],
      [3, null, 'not built'],
      [4, true, ''],
    ]);
    expect(report.ok).toBe(true);
  }, 60_000);

  test('S2: a smaller range and more complaints make one level 2 case of two signals', async () => {
    const report = await play('S2', 1);
    expect(report.steps.map((step) => [step.ok, step.ok === true ? '' : step.found])).toEqual([[true, '']]);
  }, 60_000);

  test('S5: not dormant on day 89, dormant on day 90', async () => {
    const report = await play('S5', 1);
    expect(report.steps).toEqual([
      { step: 1, expected: stories.S5[0], found: 'day 89: not dormant; day 90: dormant', ok: true },
    ]);
  }, 60_000);

  test('S7: a tenth less and the tiers propose a move down; a word with a reason keeps the tier until its review', async () => {
    const report = await play('S7', 4);
    expect(report.steps.map((step) => [step.step, step.ok, step.ok === true ? '' : step.found])).toEqual([
      [1, true, ''],
      [2, null, 'not built'],
      [3, true, ''],
      [4, true, ''],
    ]);
  }, 60_000);

  test('a story that is not built says so and does not fail; one that does not exist is refused', async () => {
    const report = await play('s6');
    expect(report.steps.map((step) => step.found)).toEqual(['not built', 'not built', 'not built', 'not built']);
    expect(report.ok).toBe(true);
    const refused = await runScenario('S11', { database: world.database }).catch((error: unknown) => error);
    expect(isAppError(refused, 'scenario_unknown')).toBe(true);
  });
});
