interface Draft {
  userId: number;
  entered: unknown;
}

// In memory alone: what somebody was about to write is nobody else's business on this device.
const drafts = new Map<string, Draft>();

/** Keeps what somebody typed in a form as their session ended, for when they come back. */
export function keepDraft(form: string, draft: Draft): void {
  drafts.set(form, draft);
}

/** What this person left in the form. */
export function draftOf<T>(form: string, userId: number | undefined): T | undefined {
  const draft = drafts.get(form);
  return draft && draft.userId === userId ? (draft.entered as T) : undefined;
}

export function dropDraft(form: string): void {
  drafts.delete(form);
}

/** Somebody has logged in: what others left is gone for good. */
export function dropDraftsOfOthers(userId: number): void {
  for (const [form, draft] of drafts) if (draft.userId !== userId) drafts.delete(form);
}
