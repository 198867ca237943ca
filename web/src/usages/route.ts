import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { validateUsagesSearch } from './search';

export const usagesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/usages',
  validateSearch: validateUsagesSearch,
  component: lazyRouteComponent(() => import('./UsagesPage'), 'UsagesPage'),
});
