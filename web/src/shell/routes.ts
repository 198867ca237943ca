import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { session } from '../session/state';
import { rootRoute } from '../ui/root-route';

/** The parent of every page for those who are logged in; others log in first, and come back. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: lazyRouteComponent(() => import('./Shell'), 'Shell'),
  beforeLoad({ location }) {
    const known = session.get();
    if (known.state === 'in') return;
    const isLeaving = known.state === 'out' && known.because === 'loggedOut';
    throw redirect({ to: '/log-in', search: isLeaving ? {} : { redirect: location.href }, replace: true });
  },
});

export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad() {
    throw redirect({ to: '/usages', replace: true });
  },
});
