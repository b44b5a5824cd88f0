import { readonly, ref, type Ref } from 'vue';
import { replyStore, type ReplyStore } from './reply-store';

/**
 * What this device was last told by some routes, for its one signed-in person: shown again, with its age, while nobody
 * answers. Another person's sign-in, or the end of the session, takes all of it away.
 */
let store: ReplyStore = replyStore();
let kept: ReadonlySet<string> = new Set();
let memberId: string | null = null;
const since = ref<string | null>(null);

/** Says which answers may stay on this device, by the paths of their routes. */
export function keepAnswersOf(paths: readonly string[], at: ReplyStore = store): void {
  kept = new Set(paths);
  store = at;
}

/** From now on answers belong to this person; what another one left is gone. */
export async function rememberFor(id: string): Promise<void> {
  memberId = id;
  await store.begin(id);
}

/** Nothing stays: signed out, or the session has ended. */
export async function forgetAll(): Promise<void> {
  memberId = null;
  since.value = null;
  await store.clear();
}

/** Keeps an answer, if it may stay and its person is still here. */
export async function keepAnswer(path: string, address: string, body: unknown): Promise<void> {
  if (memberId !== null && kept.has(path)) await store.put(memberId, address, body);
}

/** The last answer that was kept; from now on something old is on the screen. */
export async function lastAnswer(path: string, address: string): Promise<{ body: unknown } | null> {
  if (!kept.has(path)) return null;
  const found = await store.get(address);
  if (found === null) return null;
  if (since.value === null || found.at < since.value) since.value = found.at;
  return found;
}

/** Since when what is on the screen may have changed; null while it is the present. */
export function useShownSince(): { since: Readonly<Ref<string | null>>; present: () => void } {
  return { since: readonly(since), present: () => (since.value = null) };
}
