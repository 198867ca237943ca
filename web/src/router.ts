import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { accountRoute } from './account/route';
import { emissionsRoute, statementRoute } from './emissions/route';
import { factorsRoute } from './factors/route';
import { journalRoute } from './journal/route';
import { logInRoute, signUpRoute } from './session/routes';
import { homeRoute, shellRoute } from './shell/routes';
import { ErrorPage } from './ui/ErrorPage';
import { NotFoundPage } from './ui/NotFoundPage';
import { rootRoute } from './ui/root-route';
import { parseSearch, stringifySearch } from './ui/search-params';
import { usagesRoute } from './usages/route';

const routeTree = rootRoute.addChildren([
  homeRoute,
  logInRoute,
  signUpRoute,
  shellRoute.addChildren([
    usagesRoute,
    emissionsRoute,
    statementRoute,
    journalRoute,
    factorsRoute,
    accountRoute,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch,
    stringifySearch,
    search: { strict: true },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: ErrorPage,
    defaultNotFoundComponent: NotFoundPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
