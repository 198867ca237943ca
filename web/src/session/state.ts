import { createStore } from '../api/store';

export interface Entered {
  state: 'in';
  accessToken: string;
  expiresAt: number;
}

type Session = { state: 'restoring' } | { state: 'out'; because: 'never' | 'loggedOut' | 'ended' } | Entered;

/** Who is logged in. The access token is nowhere else; the refresh token is in a cookie that no script can read. */
export const session = createStore<Session>({ state: 'restoring' });
