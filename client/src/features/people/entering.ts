import type { Router } from 'vue-router';
import type { RouteCall } from '@vigil/shared/contract';
import type { signIn, useLink } from '@vigil/shared/people';
import { useSession } from './session.store';

/** An address inside the app to go on to after sign-in, and nothing else: never another site. */
export function safeTarget(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) && !/^\/(sign-in|link)\b/.test(to) ? to : '/';
}

/**
 * Going in, by password or by link. Where somebody was signed in in this tab before, the page is loaded anew: nothing
 * of the one before may be left on the screen of the one after.
 */
export function useEntering(router: Router, to: () => unknown) {
  const session = useSession();
  async function go(work: () => Promise<void>): Promise<void> {
    const fresh = !session.used;
    await work();
    if (fresh) await router.replace(safeTarget(to()));
    else window.location.assign(safeTarget(to()));
  }
  return {
    enter: (body: RouteCall<typeof signIn>['body']) => go(() => session.enter(body)),
    enterByLink: (body: RouteCall<typeof useLink>['body']) => go(() => session.enterByLink(body)),
  };
}
