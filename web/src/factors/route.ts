import { createRoute } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { lazyPage } from '../ui/lazy-page';
import { type RawSearch, wholeNumber } from '../ui/search-params';

interface FactorsSearch {
  /** The usage type that is unfolded. */
  type?: number;
}

export const factorsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/factors',
  validateSearch: (raw: RawSearch): FactorsSearch => ({
    type: wholeNumber(raw.type, 1, Number.MAX_SAFE_INTEGER),
  }),
  component: lazyPage(() => import('./FactorsPage'), 'FactorsPage'),
});
