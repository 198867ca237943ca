import { Outlet, useRouter } from '@tanstack/react-router';
import { ServiceBanner } from './ServiceBanner';
import { usePageFocus } from './use-page-focus';

export function Root() {
  usePageFocus(useRouter());
  return (
    <>
      <ServiceBanner />
      <Outlet />
    </>
  );
}
