const [zero, nine, minus] = ['0', '9', '-'].map((sign) => sign.charCodeAt(0)) as [number, number, number];

/**
 * Rows of whole numbers, the first of each being the seat of a member: as PostgreSQL writes an array of arrays, so that
 * there is no object for a row. Millions of them are a few arrays.
 */
export class SeatRows {
  private figures = new Float64Array(1_024);
  private filled = 0;
  /** By seat, and by row: the next row of the same seat, + 1; 0 for none. */
  private readonly firsts: Uint32Array;
  private nexts = new Uint32Array(128);

  constructor(
    private readonly width: number,
    seats: number,
  ) {
    this.firsts = new Uint32Array(seats);
  }

  get length(): number {
    return this.filled / this.width;
  }

  at(row: number, column: number): number {
    return this.figures[row * this.width + column] ?? 0;
  }

  /** The first row of a seat; -1 for none. */
  first(seat: number): number {
    return (this.firsts[seat] ?? 0) - 1;
  }

  /** The next row of the same seat; -1 for none. */
  next(row: number): number {
    return (this.nexts[row] ?? 0) - 1;
  }

  /** Takes in rows as text. */
  add(text: string): void {
    const before = this.length;
    let [value, sign, digits] = [0, 1, 0];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= zero && code <= nine) {
        value = value * 10 + (code - zero);
        digits++;
      } else if (code === minus) sign = -1;
      else if (digits > 0) {
        this.push(sign * value);
        [value, sign, digits] = [0, 1, 0];
      }
    }
    for (let row = before; row < this.length; row++) this.chain(row);
  }

  private push(figure: number): void {
    if (this.filled === this.figures.length) {
      const more = new Float64Array(this.filled * 2);
      more.set(this.figures);
      this.figures = more;
    }
    this.figures[this.filled++] = figure;
  }

  private chain(row: number): void {
    if (row >= this.nexts.length) {
      const more = new Uint32Array(this.nexts.length * 2);
      more.set(this.nexts);
      this.nexts = more;
    }
    const seat = this.at(row, 0);
    this.nexts[row] = this.firsts[seat] ?? 0;
    this.firsts[seat] = row + 1;
  }
}
