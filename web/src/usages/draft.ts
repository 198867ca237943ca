import type { Usage } from './queries';
import type { Entered } from './statement';

/** Under which name it is kept. */
export const DRAFT = 'usage';

/** Under which name the reason for a deletion is kept until it is done. */
export const reasonDraft = ({ id }: Usage) => `deletion of usage ${id}`;

/** What stood in the form of a usage when its writer's session ended. */
export interface Draft {
  entered: Entered;
  /** What the form began with. */
  pristine: Entered;
  /** What was being edited; nothing where a new one was added. */
  usage: Usage | undefined;
}
