/** How far a project (工程) of a customer is. */
export type ProjectStage = 'lead' | 'bidding' | 'won' | 'building' | 'done' | 'stopped';

/** The category of a `project_changed` fact. */
export const projectStageCodes = {
  lead: 1,
  bidding: 2,
  won: 3,
  building: 4,
  done: 5,
  stopped: 6,
} as const satisfies Record<ProjectStage, number>;

export const projectStages = Object.keys(projectStageCodes) as [ProjectStage, ...ProjectStage[]];

/** What may be said of a project; null takes a value away. */
export interface ProjectFields {
  readonly name?: string;
  readonly stage?: ProjectStage;
  /** Local days. */
  readonly startsOn?: string | null;
  /** The day on which goods are needed next: until then, silence is no bad sign. */
  readonly nextNeedOn?: string | null;
  /** Minor units. */
  readonly expectedAmount?: number | null;
  /** In words: `约 3,200 平方米`. */
  readonly expectedVolume?: string | null;
  readonly address?: string | null;
  readonly mainContractor?: string | null;
  readonly siteId?: string | null;
}

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly stage: ProjectStage;
  readonly startsOn: string | null;
  readonly nextNeedOn: string | null;
  readonly expectedAmount: number | null;
  readonly expectedVolume: string | null;
  readonly address: string | null;
  readonly mainContractor: string | null;
  readonly site: { readonly id: string; readonly name: string } | null;
  readonly updatedAt: Date;
}

/** Where goods are received. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
}

/** Whether goods may still be needed for it. */
export function isGoingOn(stage: ProjectStage): boolean {
  return stage !== 'done' && stage !== 'stopped';
}
