import { kept } from '../api/kept';
import { Unreachable } from '../api/problem';
import type { Entered } from './state';

type Message =
  | { kind: 'entered' | 'refreshed'; session: Entered }
  | { kind: 'left'; because: 'loggedOut' | 'ended' };

const NAME = 'carbon-ledger-session';
const STARTED = 'carbon-ledger-refresh-started';
/** Longer than an exchange of tokens takes; shorter than a person notices. */
const PATIENCE = 1000;

const channel = new BroadcastChannel(NAME);

export function tellTabs(message: Message): void {
  channel.postMessage(message);
}

export function onMessage(listener: (message: Message) => void): void {
  channel.addEventListener('message', (event: MessageEvent<Message>) => listener(event.data));
}

/**
 * Runs what spends or changes the refresh token, one tab after the other: a token that is used twice ends its session.
 * Web Locks exist on https and on this machine alone, and end with the page that holds them while its call may still
 * be on its way; a mark in the storage covers both cases.
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const marked = async () => {
    await markGone();
    kept.set(STARTED, String(Date.now()));
    try {
      const result = await work();
      kept.remove(STARTED);
      return result;
    } catch (error) {
      // Without an answer, as when the page is left, the service may still be about it: the mark stays its time.
      if (!(error instanceof Unreachable)) kept.remove(STARTED);
      throw error;
    }
  };
  if (!('locks' in navigator)) return marked();
  let isMyTurn = false;
  try {
    return await navigator.locks.request(NAME, () => {
      isMyTurn = true;
      return marked();
    });
  } catch (error) {
    // Where the browser may keep nothing, it gives no locks either.
    if (isMyTurn) throw error;
    return marked();
  }
}

async function markGone(): Promise<void> {
  for (;;) {
    const age = Date.now() - Number(kept.get(STARTED) ?? 0);
    if (age < 0 || age >= PATIENCE) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
