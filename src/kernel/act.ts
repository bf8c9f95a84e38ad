/** Tells the time. Only cli, api, worker and tests make real or simulated ones; everything else is given one. */
export interface Clock {
  now(): Date;
}

/** Who does something and when: the first argument after the transaction of every act of the business. */
export interface Act {
  /** The member of staff who acts; null when the system acts by itself. */
  readonly memberId: string | null;
  readonly at: Date;
  readonly clock: Clock;
}

/** An act of the system itself at the clock's present moment. */
export function systemAct(clock: Clock): Act {
  return { memberId: null, at: clock.now(), clock };
}

/** An act of one member at the clock's present moment. */
export function memberAct(memberId: string, clock: Clock): Act {
  return { memberId, at: clock.now(), clock };
}
