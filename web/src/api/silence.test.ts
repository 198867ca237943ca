import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sendWatched } from './client';
import { Unreachable } from './problem';
import { reachability, whenReachable } from './reachability';

const CALL = 'http://ledger.example/api/v1/usages';

/** A service that takes connections, and answers none as long as it is hung. */
let isHung = true;
const asked: string[] = [];

function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

beforeEach(() => {
  vi.useFakeTimers();
  // The platform's own clock does not follow the fake one.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('', 'TimeoutError')), milliseconds);
    return controller.signal;
  });
  isHung = true;
  asked.length = 0;
  vi.stubGlobal('fetch', (what: Request | string, { signal }: { signal: AbortSignal }) => {
    asked.push(typeof what === 'string' ? what : what.url);
    return isHung ? hang(signal) : Promise.resolve(new Response('{}'));
  });
});

afterEach(() => {
  vi.useRealTimers();
});

it('takes a hung service for unreachable, asks again in vain, and finds it back', async () => {
  const call = expect(sendWatched(new Request(CALL))).rejects.toBeInstanceOf(Unreachable);
  await vi.advanceTimersByTimeAsync(19_999);
  expect(reachability.get()).toBe('reachable');
  await vi.advanceTimersByTimeAsync(1);
  await call;
  expect(reachability.get()).toBe('unreachable');
  await vi.advanceTimersByTimeAsync(1000 + 5000 + 2000);
  expect(asked).toEqual([CALL, '/api/v1/health/ready', '/api/v1/health/ready']);
  isHung = false;
  const back = whenReachable();
  await vi.advanceTimersByTimeAsync(5000 + 4000);
  await back;
  expect(reachability.get()).toBe('reachable');
});

it('takes an answer that stops in its midst for none', async () => {
  vi.stubGlobal('fetch', async (_: Request, { signal }: { signal: AbortSignal }) => {
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode('{"items":['));
        signal.addEventListener('abort', () => stream.error(signal.reason));
      },
    });
    return new Response(body);
  });
  const call = expect(sendWatched(new Request(CALL))).rejects.toBeInstanceOf(Unreachable);
  await vi.advanceTimersByTimeAsync(20_000);
  await call;
});

it('a call that nobody waits for any more says nothing of the service', async () => {
  isHung = false;
  await sendWatched(new Request(CALL));
  isHung = true;
  const controller = new AbortController();
  const call = expect(sendWatched(new Request(CALL, { signal: controller.signal }))).rejects.toMatchObject({
    name: 'AbortError',
  });
  controller.abort();
  await call;
  expect(reachability.get()).toBe('reachable');
});
