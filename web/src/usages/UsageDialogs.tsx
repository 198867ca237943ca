import { lazyDialog, usePreloaded } from '../ui/lazy-dialog';
import type { Usage } from './queries';
import type { OpenDialog } from './use-open-dialog';

const UsageDialog = lazyDialog(() => import('./UsageDialog'));
const WhyDialog = lazyDialog(() => import('./WhyDialog'));
const DeleteDialog = lazyDialog(() => import('./DeleteDialog'));
const DIALOGS = [UsageDialog, WhyDialog, DeleteDialog];

interface UsageDialogsProps {
  open: OpenDialog | undefined;
  /** Whether the list stands, and there is time to load what is wanted next. */
  isIdle: boolean;
  onSaved: (saved: Usage, isAnotherToCome: boolean) => void;
  onDelete: (usage: Usage, reason: string) => void;
  onClose: () => void;
}

export function UsageDialogs({ open, isIdle, onSaved, onDelete, onClose }: UsageDialogsProps) {
  usePreloaded(isIdle, DIALOGS);
  switch (open?.kind) {
    case 'add':
      return <UsageDialog key="add" onSaved={onSaved} onClose={onClose} />;
    case 'edit':
      return <UsageDialog key={open.usage.id} usage={open.usage} onSaved={onSaved} onClose={onClose} />;
    case 'why':
      return <WhyDialog usage={open.usage} onClose={onClose} />;
    case 'delete':
      return (
        <DeleteDialog
          usage={open.usage}
          onConfirm={(reason) => onDelete(open.usage, reason)}
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}
