import { firstDrawings } from './drawings.js';
import type { Emblem } from './emblems.js';
import { lastDrawings } from './last-drawings.js';
import { moreDrawings } from './more-drawings.js';
import type { Shape } from './shapes.js';
import { type Tier, tiers } from './criterion.js';

/** The family that all badges belong to: an arched window with a sill, drawn in this box. */
export const badgeBox = { width: 72, height: 96 } as const;
/** The window: what is drawn in it is cut at its edge. */
export const badgeWindow = 'M6 82V36a30 30 0 0 1 60 0v46Z';
export const badgeSill = 'M1 82h70v11H1Z';
/** Three small panes in the sill: one is lit for each tier. */
export const badgePanes: readonly string[] = [23, 32.5, 42].map((x) => `M${x} 85h7v5.500h-7Z`);

/** The shapes of each emblem, from the back to the front. */
export const drawings: Readonly<Record<Emblem, readonly Shape[]>> = {
  ...firstDrawings,
  ...moreDrawings,
  ...lastDrawings,
};

/** How many panes of the sill are lit. */
export function panesLit(tier: Tier | null): number {
  return tier === null ? 0 : tiers.indexOf(tier) + 1;
}
