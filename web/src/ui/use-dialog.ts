import { useRef, useState } from 'react';

/** Which dialog is open, of those that are loaded when they are wanted; closing gives the focus back. */
export function useDialog<T>() {
  const [shown, show] = useState<T>();
  const opener = useRef<Element | null>(null);
  return {
    shown,
    open(what: T) {
      opener.current = document.activeElement;
      show(what);
    },
    close() {
      show(undefined);
      // What opened it may have gone with what the dialog did.
      setTimeout(() => {
        const from = opener.current;
        const heading = document.querySelector<HTMLElement>('h1');
        (from instanceof HTMLElement && from.isConnected && from !== document.body ? from : heading)?.focus();
      });
    },
  };
}
