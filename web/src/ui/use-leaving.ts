import { useBlocker } from '@tanstack/react-router';
import { createContext, useCallback, useContext, useRef } from 'react';

/** Closes the dialog that one is in, or asks first; undefined outside of dialogs. */
export const Leave = createContext<(() => void) | undefined>(undefined);
export const useLeave = () => useContext(Leave);

/** Stops whoever would leave the page, by Back or a reload say, with something typed; `isAsked` until they answer. */
export function useLeaving(hasTyped: (() => boolean | undefined) | undefined) {
  const latest = useRef(hasTyped);
  latest.current = hasTyped;
  const isTyped = useCallback(() => latest.current?.() ?? false, []);
  const { status, proceed, reset } = useBlocker({
    // Where the session ended nobody is asked: what was typed is kept for the log-in.
    shouldBlockFn: useCallback(({ next }) => next.pathname !== '/log-in' && isTyped(), [isTyped]),
    enableBeforeUnload: isTyped,
    disabled: !hasTyped,
    withResolver: true,
  });
  return { isAsked: status === 'blocked', proceed, stay: reset };
}
