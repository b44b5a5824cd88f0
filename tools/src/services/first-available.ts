/** One way to get something: `undefined` when it does not apply here, an error when it should have worked. */
export interface Way<T> {
  readonly name: string;
  readonly take: () => T | undefined | Promise<T | undefined>;
}

/**
 * Tries the ways in order and takes the first that yields something.
 *
 * @throws an Error that names every way and why it yielded nothing. Nobody may go on without `what`.
 */
export async function firstAvailable<T>(what: string, ways: readonly Way<T>[]): Promise<T> {
  const reasons: string[] = [];
  for (const { name, take } of ways) {
    try {
      const found = await take();
      if (found !== undefined) return found;
      reasons.push(`${name}: not there`);
    } catch (error) {
      reasons.push(`${name}: ${error instanceof Error ? error.message.trim() : String(error)}`);
    }
  }
  throw new Error(`There is no ${what}, and nothing is skipped for want of it.\n  ${reasons.join('\n  ')}`);
}
