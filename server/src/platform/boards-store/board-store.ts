/** What an id is to have on a board; `points` null takes it off. */
export interface Score {
  readonly id: string;
  /** 0 to `mostPoints`, whole. */
  readonly points: number | null;
  /** Event time at which the points were reached; orders equals, in whole seconds. */
  readonly reachedAtMs: number;
  /** When this was true: a state of a lower version never overwrites one of a higher. */
  readonly version: number;
}

/** An id in its place; `rank` is the competition rank (1, 2, 2, 4). */
export interface Placed {
  readonly id: string;
  readonly points: number;
  readonly rank: number;
}

/** What was last published of a board, and its version. */
export interface SavedWindow {
  readonly version: number;
  readonly body: string;
}

/** The store cannot be reached just now. */
export class BoardStoreUnavailable extends Error {}

/**
 * Scores in order, one list a board: points falling, then who reached them first, then id rising. A projection: whoever
 * writes it can write it again from the truth at any moment. Ids are ASCII. Every method may throw `BoardStoreUnavailable`.
 */
export interface BoardStore {
  /** Sets absolute scores. @returns how many ids now stand elsewhere than before */
  putScores(board: string, scores: readonly Score[]): Promise<number>;
  /**
   * Swaps the whole board for another at once; readers see the old one until then. Refused when a newer score has come in.
   * @param version of the whole board, also of the absence of all other ids
   */
  replace(board: string, whole: WholeBoard, version: number): Promise<boolean>;
  top(board: string, count: number): Promise<Placed[]>;
  /** The id with up to `radius` neighbours on either side; empty when it has no place. */
  around(board: string, id: string, radius: number): Promise<Placed[]>;
  rankOf(board: string, id: string): Promise<Placed | null>;
  /** The next better score than the id's, and its rank; null at the top and without a place. */
  nextBetter(board: string, id: string): Promise<{ points: number; rank: number } | null>;
  size(board: string): Promise<number>;
  /** Score → how many hold it, best first. */
  histogram(board: string): Promise<[points: number, count: number][]>;
  /**
   * Saves what is to be published, if nobody else has since: `from` is the version that it follows, null for none.
   * @returns false when another version stands there; then nothing was written
   */
  saveWindow(board: string, from: number | null, window: SavedWindow): Promise<boolean>;
  readWindow(board: string): Promise<SavedWindow | null>;
  /** Versions of the saved windows, in the order asked for; null where there is none. */
  windowVersions(boards: readonly string[]): Promise<(number | null)[]>;
  /** Forgets everything about a board. */
  drop(board: string): Promise<void>;
  /** The mark that was last set; another one or null tells a writer that the store lost its memory or has another writer. */
  epoch(): Promise<string | null>;
  setEpoch(epoch: string): Promise<void>;
}

/** For injection: the one store of this installation. */
export const BOARD_STORE = Symbol('BoardStore');

/** A score among those of a whole board. */
export type ReplacingScore = Omit<Score, 'version' | 'points'> & { readonly points: number };

/** The scores of a whole board in columns: there may be millions. Boards that are replaced together share the list of ids. */
export interface WholeBoard {
  /** Not to be changed any more. */
  readonly ids: readonly string[];
  /** Of the list, those that are on the board: each once. */
  readonly members: Uint32Array;
  /** By place in `members`. */
  readonly points: Uint32Array;
  readonly reachedAtMs: Float64Array;
}

/** Scores of different ids as a whole board. */
export function wholeBoard(scores: readonly ReplacingScore[]): WholeBoard {
  return {
    ids: scores.map(({ id }) => id),
    members: Uint32Array.from(scores, (_, i) => i),
    points: Uint32Array.from(scores, ({ points }) => points),
    reachedAtMs: Float64Array.from(scores, ({ reachedAtMs }) => reachedAtMs),
  };
}
