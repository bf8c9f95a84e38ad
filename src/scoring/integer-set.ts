const ROOM_MIN = 64;
/** Fillings are numbered in 32 bits. */
const FILLING_END = 2 ** 31 - 1;

/** A set of positive whole numbers that is emptied and filled again without asking for memory. */
export class IntegerSet {
  size = 0;
  private values = new Int32Array(ROOM_MIN);
  /** By slot: in which filling it was taken. */
  private filled = new Int32Array(ROOM_MIN);
  private filling = 1;

  clear(): void {
    this.size = 0;
    this.filling += 1;
    if (this.filling < FILLING_END) return;
    this.filled.fill(0);
    this.filling = 1;
  }

  add(value: number): void {
    if (this.take(value) && this.size * 2 > this.values.length) this.grow();
  }

  /** True when the value was not there. */
  private take(value: number): boolean {
    const last = this.values.length - 1;
    let slot = Math.imul(value, 0x9e3779b1) & last;
    while (this.filled[slot] === this.filling) {
      if (this.values[slot] === value) return false;
      slot = (slot + 1) & last;
    }
    this.values[slot] = value;
    this.filled[slot] = this.filling;
    this.size += 1;
    return true;
  }

  private grow(): void {
    const { values, filled, filling } = this;
    this.values = new Int32Array(values.length * 2);
    this.filled = new Int32Array(values.length * 2);
    this.filling = 1;
    this.size = 0;
    for (let slot = 0; slot < values.length; slot++) if (filled[slot] === filling) this.take(values[slot]);
  }
}
