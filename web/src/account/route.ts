import { createRoute } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { lazyPage } from '../ui/lazy-page';

export const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  component: lazyPage(() => import('./AccountPage'), 'AccountPage'),
});
