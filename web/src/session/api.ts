import { createApi, sendWatched } from '../api/client';
import { refresh } from './session';
import { session } from './state';

/** Tokens that live no longer than this are changed before they are used, not after they were refused. */
const MARGIN = 10_000;

/** The API as the person who is logged in. */
export const api = createApi(async (request) => {
  const again = request.clone();
  const known = session.get();
  if (known.state === 'in' && known.expiresAt - Date.now() < MARGIN) await refresh();
  const used = token();
  const response = await sendWatched(bearing(request, used));
  if (!isTokenRefused(response)) return response;
  // Meanwhile somebody else may have got a new one; else it is ours to get.
  if (token() === used) await refresh();
  return session.get().state === 'in' ? sendWatched(bearing(again, token())) : response;
});

function token(): string | undefined {
  const known = session.get();
  return known.state === 'in' ? known.accessToken : undefined;
}

function bearing(request: Request, accessToken: string | undefined): Request {
  if (accessToken !== undefined) request.headers.set('Authorization', `Bearer ${accessToken}`);
  return request;
}

/** A wrong password is a 401 too, and no new token would mend it. */
function isTokenRefused(response: Response): boolean {
  return response.status === 401 && !!response.headers.get('www-authenticate')?.includes('invalid_token');
}
