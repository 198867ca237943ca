import { createRoute } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { lazyPage } from '../ui/lazy-page';
import { validateUsagesSearch } from './search';

export const usagesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/usages',
  validateSearch: validateUsagesSearch,
  component: lazyPage(() => import('./UsagesPage'), 'UsagesPage'),
});
