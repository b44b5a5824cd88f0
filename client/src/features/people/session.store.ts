import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { readMe, signIn, signOut, updateMe, useLink, type Me } from '@vigil/shared/people';
import { problems, type RouteCall } from '@vigil/shared/contract';
import { addressOf, call, onSessionLost } from '../../lib/api';
import { forgetAll, keepAnswer, rememberFor, useShownSince } from '../../lib/last-seen';
import { asProblem, type ProblemError } from '../../lib/problem';
import { isAbout } from '../../lib/my-changes';
import { useConnection } from '../../lib/socket';

/** Why this tab has no session any more, though it had one. */
export type EndedBecause = 'signed-out' | 'expired' | 'changed';

/** Who is signed in here. The connection lives and ends with the session. */
export const useSession = defineStore('session', () => {
  const connection = useConnection();
  const { since } = useShownSince();
  const me = shallowRef<Me | null>(null);
  const known = ref(false);
  const problem = shallowRef<ProblemError | null>(null);
  /** Whether anybody has been signed in in this tab. */
  const used = ref(false);
  const ended = ref<EndedBecause | null>(null);
  /** A session that I end myself needs no notice. */
  let leaving = false;

  function begin(next: Me): void {
    me.value = next;
    known.value = true;
    used.value = true;
    ended.value = null;
    leaving = false;
    void remember(next);
    connection.connect();
  }
  /** Who I am is the first thing to be known without a network; what was itself last seen gets no younger by it. */
  async function remember(next: Me): Promise<void> {
    await rememberFor(next.id);
    if (since.value === null) await keepAnswer(readMe.path, addressOf(readMe), next);
  }
  function end(because: EndedBecause | null): void {
    if (me.value !== null) ended.value = because;
    me.value = null;
    void forgetAll();
    connection.disconnect();
  }

  connection.on('session:ended', ({ because }) => end(leaving ? null : because));
  connection.on('me:changed', ({ what }) => {
    if (isAbout(what, 'account')) void refresh();
  });
  onSessionLost(() => end(leaving ? null : 'expired'));

  /** Finds out, once, who is signed in. No session is an answer; no network is a problem. */
  async function find(): Promise<void> {
    if (known.value) return;
    try {
      begin(await call(readMe, {}));
      problem.value = null;
    } catch (thrown) {
      const found = asProblem(thrown);
      known.value = found.is(problems.unauthenticated);
      problem.value = known.value ? null : found;
    }
  }
  /** Asks again who is signed in, and ends here a session that is over. @returns whether somebody answered for it */
  async function refresh(): Promise<boolean> {
    const next = await call(readMe, {}, { present: true }).catch(() => null);
    // the cookie is the whole browser's: nothing of the one before may be left on the screen of the one after
    if (next && me.value && next.id !== me.value.id) window.location.reload();
    else if (next && me.value) me.value = next;
    return next !== null;
  }
  async function enter(body: RouteCall<typeof signIn>['body']): Promise<void> {
    begin(await call(signIn, { body }));
  }
  async function enterByLink(body: RouteCall<typeof useLink>['body']): Promise<void> {
    begin(await call(useLink, { body }));
  }
  /** Ends this session, and with `work` as many as the caller wants. */
  async function leave(work: () => Promise<unknown> = () => call(signOut, {})): Promise<void> {
    leaving = true;
    try {
      await work().catch((thrown: unknown) => {
        // a session that is over already is ended
        if (!asProblem(thrown).is(problems.unauthenticated)) throw thrown;
      });
      end(null);
      known.value = true;
    } finally {
      leaving = false;
    }
  }
  async function change(body: RouteCall<typeof updateMe>['body']): Promise<void> {
    me.value = await call(updateMe, { body });
  }

  return {
    me,
    known,
    problem,
    ended,
    used,
    signedIn: computed(() => me.value !== null),
    find,
    refresh,
    enter,
    enterByLink,
    leave,
    change,
  };
});
