import { PLAN, SETTINGS } from './plan-shape.ts';
import { schemaOf } from './shapes.ts';

/** JSON Schema of a plan's file, for editors: the same description that the reader follows. */
export function planSchema(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: '客户维护方案 / customer plan',
    description: '说明见 docs/plan.md。 Explained in docs/plan.md.',
    ...schemaOf({ settings: SETTINGS, ...PLAN }),
  };
}
