import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../ui/root-route';
import { type RawSearch, text } from '../ui/search-params';
import { safeRedirect } from './redirect';
import { session } from './state';

interface SessionSearch {
  /** Where to go once somebody is logged in. */
  redirect?: string;
}

const validateSearch = (raw: RawSearch): SessionSearch => ({ redirect: text(raw.redirect) });

/** Those who are logged in have no business here; so this is also what follows a log-in. */
function beforeLoad({ search }: { search: SessionSearch }): void {
  if (session.get().state === 'in') {
    throw redirect({ href: safeRedirect(search.redirect, location.origin), replace: true });
  }
}

export const logInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/log-in',
  validateSearch,
  beforeLoad,
  component: lazyRouteComponent(() => import('./LogInPage'), 'LogInPage'),
});

export const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  validateSearch,
  beforeLoad,
  component: lazyRouteComponent(() => import('./SignUpPage'), 'SignUpPage'),
});
