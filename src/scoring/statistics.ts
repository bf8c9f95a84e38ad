import { quantile } from './rhythm.ts';

/**
 * Numbers told one after the other: how many, their sum, mean, spread, least and most. Reused: `clear` before filling.
 * The spread is kept by Welford's way, so that large amounts that hardly differ do not cancel out.
 */
export class Statistics {
  count = 0;
  total = 0;
  least = Number.NaN;
  most = Number.NaN;
  private mean = 0;
  private squares = 0;

  clear(): void {
    this.count = 0;
    this.total = 0;
    this.least = Number.NaN;
    this.most = Number.NaN;
    this.mean = 0;
    this.squares = 0;
  }

  add(value: number): void {
    this.count += 1;
    this.total += value;
    const distance = value - this.mean;
    this.mean += distance / this.count;
    this.squares += distance * (value - this.mean);
    if (!(value >= this.least)) this.least = value;
    if (!(value <= this.most)) this.most = value;
  }

  get average(): number {
    return this.count > 0 ? this.total / this.count : Number.NaN;
  }

  /** The standard deviation of a sample; unknown from fewer than two. */
  get deviation(): number {
    return this.count > 1 ? Math.sqrt(Math.max(0, this.squares) / (this.count - 1)) : Number.NaN;
  }
}

/** Numbers kept to be sorted; its room grows once and is used again. */
export class Values {
  count = 0;
  private room = new Float64Array(64);

  clear(): void {
    this.count = 0;
  }

  add(value: number): void {
    if (this.count === this.room.length) {
      const larger = new Float64Array(this.room.length * 2);
      larger.set(this.room);
      this.room = larger;
    }
    this.room[this.count] = value;
    this.count += 1;
  }

  /** The value below which a share of them lies; unknown without any. */
  quantile(share: number): number {
    if (this.count === 0) return Number.NaN;
    const sorted = this.room.subarray(0, this.count).sort();
    return quantile(sorted, this.count, share);
  }
}
