import { createRoute } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { lazyPage } from '../ui/lazy-page';
import { validateSearch } from './search';

export const emissionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/emissions',
  validateSearch,
  component: lazyPage(() => import('./EmissionsPage'), 'EmissionsPage'),
});
