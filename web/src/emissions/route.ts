import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { validateSearch } from './search';

export const emissionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/emissions',
  validateSearch,
  component: lazyRouteComponent(() => import('./EmissionsPage'), 'EmissionsPage'),
});
