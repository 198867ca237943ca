import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { accountQuery } from '../session/account';
import { draftOf } from '../session/drafts';
import { DRAFT, type Draft } from './draft';
import { focusOn } from './focus';
import type { Usage } from './queries';

/** The dialog that stands over the list, and the usage that it is about. */
export type OpenDialog = { kind: 'add' } | { kind: 'why' | 'edit' | 'delete'; usage: Usage };

export const ADD_BUTTON = 'add-usage';

/** Which dialog is open; one that a session ended over is open again for the same person. */
export function useOpenDialog(canOpen: boolean) {
  const [open, setOpen] = useState<OpenDialog>();
  const userId = useQuery(accountQuery).data?.id;
  useEffect(() => {
    const left = canOpen && draftOf<Draft>(DRAFT, userId);
    if (left) setOpen(left.usage ? { kind: 'edit', usage: left.usage } : { kind: 'add' });
  }, [userId, canOpen]);
  return {
    open,
    setOpen,
    close() {
      setOpen(undefined);
      if (open) focusOn(open.kind === 'add' ? [ADD_BUTTON] : [`${open.kind}-${open.usage.id}`, ADD_BUTTON]);
    },
  };
}
