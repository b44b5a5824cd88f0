import { Inject, Injectable } from '@nestjs/common';
import { BOARD_STORE, type BoardStore } from '../../platform/boards-store/index.js';
import { LeaderboardsStore } from './leaderboards.store.js';
import { consumerName } from './projector-name.js';

/** A board that is further behind the ledger than this says so. */
const staleAfterMs = 30_000;
const keptMs = 1_000;

/** Says whether the live boards can be trusted; asks at most once a second, however many want to know. */
@Injectable()
export class Freshness {
  private kept: { readonly untilMs: number; readonly stale: Promise<boolean> } | null = null;

  constructor(
    private readonly facts: LeaderboardsStore,
    @Inject(BOARD_STORE) private readonly store: BoardStore,
  ) {}

  isStale(): Promise<boolean> {
    const now = performance.now();
    if (this.kept !== null && this.kept.untilMs > now) return this.kept.stale;
    // who cannot tell is not to be trusted
    const stale = this.judge().catch(() => true);
    this.kept = { untilMs: now + keptMs, stale };
    return stale;
  }

  private async judge(): Promise<boolean> {
    const [epoch, lagMs] = await Promise.all([this.store.epoch(), this.facts.lagMs(consumerName)]);
    return epoch === null || lagMs > staleAfterMs;
  }
}
