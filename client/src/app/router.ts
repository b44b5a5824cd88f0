import { createRouter, createWebHistory, type RouteLocationRaw, type Router } from 'vue-router';
import { safeTarget } from '../features/people/entering';
import { useSession } from '../features/people/session.store';
import { routes } from './routes';

/** The router with its guard: who is not signed in is asked to, and comes back to where they wanted to go. */
export function makeRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  });
  router.beforeEach(async (to): Promise<RouteLocationRaw | true> => {
    const session = useSession();
    if (to.name === 'link' || to.name === 'wall') return true;
    await session.find();
    if (to.name === 'sign-in') return session.signedIn ? safeTarget(to.query['to']) : true;
    // Without an answer nobody is sent away: the app says that it cannot reach the server.
    if (to.meta.access === 'anyone' || session.problem) return true;
    if (!session.me) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } };
    const roles = to.meta.access;
    if (roles && !roles.includes(session.me.role))
      return { name: 'not-found', params: { rest: to.path.slice(1).split('/') }, replace: true };
    return true;
  });
  return router;
}
