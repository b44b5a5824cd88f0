import { useRoute, useRouter } from 'vue-router';

type Filters = Readonly<Record<string, string | undefined>>;

/** What a page shows, kept in its address: it can be shared, reloaded, and Back undoes the opening of something. */
export function useAddress(): {
  /** The value of a name; undefined where it is not given, or given twice. */
  get: (name: string) => string | undefined;
  /** Changes some names and keeps the others; `push` makes it a step that Back undoes. */
  set: (changes: Filters, how?: 'push' | 'replace') => Promise<void>;
  /** The address with some names changed, for a link. */
  to: (changes: Filters) => { query: Record<string, string> };
} {
  const route = useRoute();
  const router = useRouter();

  function get(name: string): string | undefined {
    const value = route.query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }
  function to(changes: Filters): { query: Record<string, string> } {
    const all = Object.entries({ ...route.query, ...changes });
    const given = all.filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
    );
    return { query: Object.fromEntries(given) };
  }
  async function set(changes: Filters, how: 'push' | 'replace' = 'replace'): Promise<void> {
    await router[how](to(changes));
  }
  return { get, set, to };
}
