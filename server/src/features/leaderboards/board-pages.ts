import { Injectable } from '@nestjs/common';
import type { RouteReply } from '@vigil/shared/contract';
import { type BoardWindow, readBoard } from '@vigil/shared/leaderboards';
import { Encoded } from '../../platform/http/encoded.js';

type Page = Encoded<typeof readBoard>;

/**
 * Pages of boards as they travel, each encoded once. A page is a function of its three parts alone, none of which says
 * who asks: who may see the board is decided before, and which window it has is read anew for each request.
 */
@Injectable()
export class BoardPages {
  /** By the very window: whatever is published next is another one. */
  private readonly made = new WeakMap<BoardWindow, Map<string, Page>>();

  page({ window, period, stale }: RouteReply<typeof readBoard>): Page {
    const pages = this.made.get(window) ?? new Map<string, Page>();
    this.made.set(window, pages);
    const about = `${period.unit} ${period.key} ${period.startsAt} ${period.endsAt} ${period.current} ${stale}`;
    const known = pages.get(about);
    if (known !== undefined) return known;
    const page = Encoded.of(readBoard, { window, period, stale });
    pages.set(about, page);
    return page;
  }
}
