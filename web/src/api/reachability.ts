import { createStore } from './store';

const LONGEST_WAIT = 15_000;
/** It is a small question: who has not answered it by then does not answer. */
const PATIENCE = 5000;

/** Whether the service answers, as far as the last call tells; while it does not, it is asked again and again. */
export const reachability = createStore<'reachable' | 'unreachable'>('reachable');

let wait = 1000;
let timer: ReturnType<typeof setTimeout> | undefined;

export function noteAnswer(): void {
  clearTimeout(timer);
  wait = 1000;
  reachability.set('reachable');
}

export function noteSilence(): void {
  if (reachability.get() === 'unreachable') return;
  reachability.set('unreachable');
  askAgainLater();
}

/** Asks whether the service is back, at once. */
export async function askAgain(): Promise<void> {
  clearTimeout(timer);
  const signal = AbortSignal.timeout(PATIENCE);
  const isBack = await fetch('/api/v1/health/ready', { cache: 'no-store', signal }).then(
    (answer) => answer.ok,
    () => false,
  );
  if (isBack) noteAnswer();
  else askAgainLater();
}

function askAgainLater(): void {
  clearTimeout(timer);
  timer = setTimeout(askAgain, wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

/** Resolves as soon as the service answers again. */
export function whenReachable(): Promise<void> {
  if (reachability.get() === 'reachable') return Promise.resolve();
  return new Promise((resolve) => {
    const stop = reachability.subscribe(() => {
      stop();
      resolve();
    });
  });
}
