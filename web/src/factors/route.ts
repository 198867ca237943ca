import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { defined, type RawSearch, wholeNumber } from '../ui/search-params';

interface FactorsSearch {
  /** The usage type that is unfolded. */
  type?: number;
}

export const factorsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/factors',
  validateSearch: (raw: RawSearch): FactorsSearch =>
    defined({ type: wholeNumber(raw.type, 1, Number.MAX_SAFE_INTEGER) }),
  component: lazyRouteComponent(() => import('./FactorsPage'), 'FactorsPage'),
});
