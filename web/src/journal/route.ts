import { createRoute } from '@tanstack/react-router';
import { shellRoute } from '../shell/routes';
import { lazyPage } from '../ui/lazy-page';
import { validateJournalSearch } from './search';

export const journalRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/journal',
  validateSearch: validateJournalSearch,
  component: lazyPage(() => import('./JournalPage'), 'JournalPage'),
});
