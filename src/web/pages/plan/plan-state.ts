import type { ActivePlan, PlanVersionList, PlanVersionText } from '../../../client/shapes.ts';
import type { DryRunControl } from './use-dry-run.ts';

/** What is open, what is in force, and what was done with it. */
export interface PlanState {
  readonly inForce: ActivePlan;
  readonly versions: PlanVersionList;
  readonly opened: PlanVersionText;
  readonly isChanged: boolean;
  readonly dryRun: DryRunControl;
  readonly discard: () => void;
}
