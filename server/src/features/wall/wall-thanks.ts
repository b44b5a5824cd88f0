import { Injectable } from '@nestjs/common';
import type { WallThanks } from '@vigil/shared/wall';

/** Gives the newest recognition that everybody may see, with names as boards show them: who is hidden is in none of it. */
export type ThanksSource = (most: number) => Promise<WallThanks[]>;

/** What people thank each other for, on the wall; nothing as long as no feature knows. */
@Injectable()
export class RecentThanks {
  private source: ThanksSource | null = null;

  register(source: ThanksSource): void {
    this.source = source;
  }

  async read(most: number): Promise<WallThanks[]> {
    return (await this.source?.(most)) ?? [];
  }
}
