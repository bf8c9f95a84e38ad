import type { Plan } from '../../plan/plan.ts';

/** How a wish that a version come into force ended; one that has not ended is open. */
export type EndingKind = 'activated' | 'refused' | 'withdrawn' | 'overtaken' | 'failed';
export type RequestState = 'awaiting_approval' | 'scheduled' | EndingKind;
export type VersionState = 'draft' | 'awaiting_approval' | 'scheduled' | 'in_force' | 'replaced';
export type ApprovalRule = Plan['approval'];

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** 启用申请: somebody asks that a version come into force, at once or at a time. */
export interface PlanRequest {
  readonly id: string;
  readonly version: number;
  readonly versionName: string;
  readonly reason: string;
  readonly rollback: boolean;
  /** Null: at once. */
  readonly at: Date | null;
  readonly askedAt: Date;
  /** Null: the program itself, on the command line. */
  readonly askedBy: Person | null;
  /** Who wrote the version. */
  readonly authorId: string | null;
  /** The version in force when it was asked: what people agree to is the step from there. */
  readonly overVersion: number | null;
  readonly approval: { readonly by: Person | null; readonly at: Date; readonly note: string } | null;
  readonly ending: {
    readonly kind: EndingKind;
    readonly by: Person | null;
    readonly at: Date;
    readonly reason: string;
  } | null;
}

/** Where a request stands under the rule of the plan in force. */
export function requestState({ ending, approval }: PlanRequest, rule: ApprovalRule): RequestState {
  if (ending !== null) return ending.kind;
  return rule === 'two_persons' && approval === null ? 'awaiting_approval' : 'scheduled';
}

/** Two persons are two: who asked or wrote is the first. */
export function isSecondPerson({ askedBy, authorId }: PlanRequest, memberId: string | null): boolean {
  return memberId !== null && memberId !== askedBy?.id && memberId !== authorId;
}

/** Where a version stands: the newest request for it says, unless it is in force. */
export function versionState(
  version: number,
  known: { readonly inForce: number | null; readonly request: PlanRequest | null; readonly wasInForce: boolean },
  rule: ApprovalRule,
): VersionState {
  if (version === known.inForce) return 'in_force';
  const state = known.request === null ? null : requestState(known.request, rule);
  if (state === 'awaiting_approval' || state === 'scheduled') return state;
  return known.wasInForce ? 'replaced' : 'draft';
}
