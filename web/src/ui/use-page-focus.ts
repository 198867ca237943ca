import type { AnyRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** After navigation the focus goes to the new page's heading, which a screen reader then says. */
export function usePageFocus(router: AnyRouter): void {
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        const isTakenCareOf = document.activeElement instanceof HTMLInputElement;
        if (fromLocation && pathChanged && !isTakenCareOf) document.querySelector('h1')?.focus();
      }),
    [router],
  );
}
