/** So much at once, and so much again each second. What is asked beyond it is owed. */
export class Budget {
  private left: number;
  private countedAtMs = performance.now();

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
  ) {
    this.left = burst;
  }

  /** Takes one. @returns what is left; below zero by how much is owed */
  take(): number {
    const nowMs = performance.now();
    this.left = Math.min(this.burst, this.left + ((nowMs - this.countedAtMs) / 1_000) * this.perSecond) - 1;
    this.countedAtMs = nowMs;
    return this.left;
  }
}
