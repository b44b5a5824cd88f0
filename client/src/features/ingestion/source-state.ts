import type { Source } from '@vigil/shared/ingestion';

export type SourceWord = 'revoked' | 'waiting' | 'needs' | 'active';

/** The one thing worth knowing about a source: something waits for a person before all else. */
export function sourceWord(source: Source): SourceWord {
  if (source.revokedAt !== null) return 'revoked';
  if (source.parked > 0 || source.deadLetters > 0) return 'needs';
  return source.lastSeenAt === null ? 'waiting' : 'active';
}
export const sourceShape = {
  revoked: 'bar',
  waiting: 'hollow',
  needs: 'diamond',
  active: 'pane',
} as const satisfies Record<SourceWord, string>;
