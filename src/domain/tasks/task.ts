/** What a person must do for a customer, by when. It knows nothing of why but a sentence. */
export interface NewTask {
  /** Given where the caller makes the same task twice and means one. */
  readonly id?: string;
  readonly customerId: number;
  readonly title: string;
  readonly why?: string;
  /** How long it takes, a guess. */
  readonly minutes?: number;
  /** Whose it is; null for nobody's yet. */
  readonly ownerId?: string | null;
  readonly dueAt?: Date | null;
}

export interface TaskKey {
  readonly customerId: number;
  readonly taskId: string;
}

/** A task of a list, with the customer it is for. */
export interface Task {
  readonly id: string;
  readonly customer: { readonly publicId: string; readonly name: string; readonly reachable: boolean };
  readonly title: string;
  readonly why: string;
  readonly minutes: number;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly completion: { readonly outcome: string; readonly completedAt: Date } | null;
}

export const TASK_MINUTES_DEFAULT = 15;
