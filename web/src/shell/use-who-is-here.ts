import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { session } from '../session/state';

/**
 * A number for each person that the page is shown to, one after the other: what the one before began on it, and what
 * it told them, is none of the next one's business. In another tab somebody else may log in at any time.
 */
export function useWhoIsHere(): number {
  const [who, setWho] = useState(0);
  useEffect(() => {
    forgetNotices();
    let hasLeft = false;
    const stop = session.subscribe(() => {
      if (session.get().state === 'in' && hasLeft) setWho((before) => before + 1);
      hasLeft = session.get().state === 'out';
      if (hasLeft) forgetNotices();
    });
    return () => {
      stop();
      forgetNotices();
    };
  }, []);
  return who;
}

function forgetNotices(): void {
  notifications.clean();
  notifications.cleanQueue();
}
