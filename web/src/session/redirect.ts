const HOME = '/usages';

/** Where to go after logging in: a path of this app, whatever the address said. */
export function safeRedirect(wanted: string | undefined, origin: string): string {
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted)) return HOME;
  let url: URL;
  try {
    url = new URL(wanted, origin);
  } catch {
    return HOME;
  }
  if (url.origin !== origin || /^\/(log-in|sign-up|api)(\/|$)/.test(url.pathname)) return HOME;
  return url.pathname + url.search + url.hash;
}
