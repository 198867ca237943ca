import { createRoute, redirect } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { lazyPage } from '../ui/lazy-page';
import { validateSearch } from './search';
import { validateStatementSearch } from './statement-search';

export const emissionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/emissions',
  validateSearch,
  component: lazyPage(() => import('./EmissionsPage'), 'EmissionsPage'),
});

export const statementRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/emissions/statement',
  validateSearch: validateStatementSearch,
  beforeLoad({ search: { from, to } }) {
    // A statement is of a period, which is chosen there.
    if (!from || !to) throw redirect({ to: '/emissions', replace: true });
  },
  component: lazyPage(() => import('./StatementPage'), 'StatementPage'),
});
