import type { Badge } from './catalogue.js';

/** A badge that comes with the product. */
export type DefaultBadge = Omit<Badge, 'retired'>;
