import { lazyRouteComponent } from '@tanstack/react-router';

/** A part of the app could not be loaded. The router would load the page again, which loses it without a service. */
export class NotLoaded extends Error {
  override name = 'NotLoaded';
}

/** A page that is loaded when it is wanted. */
export function lazyPage<T extends Record<string, unknown>, K extends keyof T & string>(
  load: () => Promise<T>,
  name: K,
) {
  return lazyRouteComponent(
    () =>
      load().catch((cause: unknown): never => {
        throw new NotLoaded('A part of the app is missing.', { cause });
      }),
    name,
  );
}
