import { noteSilence } from '../api/reachability';

/** Whether the service answers now that a part of the app could not be loaded; where it does not, the banner says so. */
export async function isServiceThere(): Promise<boolean> {
  const isThere = await fetch('/api/v1/health/ready', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!isThere) noteSilence();
  return isThere;
}
