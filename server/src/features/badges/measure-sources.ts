import { Injectable } from '@nestjs/common';
import { type Badge, type OutsideMeasure, outsideMeasureOf } from '@vigil/shared/badges';
import type { Sql } from '../../platform/db/database.js';

/** Reads a figure of each of some members; who is missing in the answer has none. */
export type MeasureReader = (sql: Sql, memberIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
export type OutsideFigures = ReadonlyMap<OutsideMeasure, number>;

/** Figures that features after this one know. Each registers its own; a badge that counts one that nobody knows is not shown. */
@Injectable()
export class MeasureSources {
  private readonly readers = new Map<OutsideMeasure, MeasureReader>();

  register(measure: OutsideMeasure, reader: MeasureReader): void {
    if (this.readers.has(measure)) throw new Error(`measure ${measure} is there twice`);
    this.readers.set(measure, reader);
  }

  /** Whether anybody can tell what the badge counts. */
  knows({ criterion }: Badge): boolean {
    const measure = outsideMeasureOf(criterion);
    return measure === null || this.readers.has(measure);
  }

  /** All registered figures of each member. */
  async read(sql: Sql, memberIds: readonly string[]): Promise<Map<string, OutsideFigures>> {
    const figures = new Map(memberIds.map((id) => [id, new Map<OutsideMeasure, number>()]));
    for (const [measure, reader] of this.readers) {
      const known = await reader(sql, memberIds);
      for (const [id, own] of figures) own.set(measure, known.get(id) ?? 0);
    }
    return figures;
  }
}
