import type { Clock } from '../kernel/act.ts';
import { assert } from '../kernel/errors.ts';

/** A clock that stands still until it is moved, and never goes back. */
export class MovingClock implements Clock {
  #now: Date;

  constructor(start: Date) {
    this.#now = start;
  }

  now(): Date {
    return this.#now;
  }

  moveTo(moment: Date): void {
    assert(moment >= this.#now, 'a simulated clock only moves forward');
    this.#now = moment;
  }
}
