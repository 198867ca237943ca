import { answer, createApi, sendWatched } from '../api/client';
import { kept } from '../api/kept';
import { Problem } from '../api/problem';
import { reachability, whenReachable } from '../api/reachability';
import type { components } from '../api/schema.gen';
import { type Entered, session } from './state';
import { inTurn, onMessage, tellTabs } from './tabs';

type Tokens = components['schemas']['Tokens'];
type Account = components['schemas']['SignUpRequest'];

/** Says that a cookie may be there, so that a first visit makes no call that must fail. It is no secret. */
const HINT = 'carbon-ledger-session';
const api = createApi(sendWatched);
const LONGEST_WAIT = 15_000;
/** How the service says that a session is over; the last, that no cookie came. */
const ENDS = [401, 403, 422];

export async function logIn(email: string, password: string): Promise<void> {
  await begin(() => api.POST('/api/v1/auth/log-in', { body: { email, password, refresh_in: 'cookie' } }));
}

export async function signUp(account: Pick<Account, 'name' | 'email' | 'password'>): Promise<void> {
  await begin(() => api.POST('/api/v1/auth/sign-up', { body: { ...account, refresh_in: 'cookie' } }));
}

/** Throws where the service did not end the session: then the cookie still holds, and nobody is told otherwise. */
export async function logOut(): Promise<void> {
  await inTurn(() => answer(api.POST('/api/v1/auth/log-out')));
  leave('loggedOut');
  tellTabs({ kind: 'left', because: 'loggedOut' });
}

/** After the account is gone there is nothing left to log out of. */
export function forgetSession(): void {
  leave('loggedOut');
  tellTabs({ kind: 'left', because: 'loggedOut' });
}

/** At the start of the app: takes up the session of the cookie, as soon as the service answers. */
export async function restoreSession(): Promise<void> {
  if (kept.get(HINT) === null) return session.set({ state: 'out', because: 'never' });
  for (let wait = 1000; session.get().state === 'restoring'; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    await whenReachable();
    await refresh().catch(() => undefined);
    // A service that answers and yet gives no tokens, being busy say, is not asked without a break.
    if (isRestoring() && reachability.get() === 'reachable')
      await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

const isRestoring = () => session.get().state === 'restoring';

let underway: Promise<void> | undefined;

/** New tokens for old, once for all callers and tabs at a time. Throws Unreachable; a session that ended is left. */
export function refresh(): Promise<void> {
  const known = session.get();
  underway ??= inTurn(async () => {
    if (session.get() !== known) return; // while we waited our turn, another tab did it for us
    await exchange();
  }).finally(() => {
    underway = undefined;
  });
  return underway;
}

async function exchange(): Promise<void> {
  try {
    // keepalive: a page that is left meanwhile must not lose the new cookie, as the old one is spent.
    const tokens = await answer(api.POST('/api/v1/auth/refresh', { keepalive: true }));
    tellTabs({ kind: 'refreshed', session: enter(tokens) });
  } catch (error) {
    // Anything else, such as too many requests, says nothing about the session.
    if (!(error instanceof Problem && ENDS.includes(error.status))) throw error;
    leave('ended');
    tellTabs({ kind: 'left', because: 'ended' });
  }
}

async function begin(call: () => Promise<{ data?: Tokens }>): Promise<void> {
  const tokens = await inTurn(() => answer(call()));
  tellTabs({ kind: 'entered', session: enter(tokens) });
}

function enter(tokens: Tokens): Entered {
  const expiresAt = Date.now() + tokens.expires_in * 1000;
  const entered: Entered = { state: 'in', accessToken: tokens.access_token, expiresAt };
  kept.set(HINT, 'yes');
  session.set(entered);
  return entered;
}

function leave(because: 'loggedOut' | 'ended'): void {
  kept.remove(HINT);
  session.set({ state: 'out', because });
}

onMessage((message) => {
  if (message.kind === 'left') return leave(message.because);
  // Somebody else may have logged in: what was read for the one before must go first.
  if (message.kind === 'entered') session.set({ state: 'out', because: 'ended' });
  session.set(message.session);
});
