const LONGEST_WAIT = 40;

/** Puts the focus on the first of these elements that is there, as soon as one is; in the end on the page's heading. */
export function focusOn(ids: readonly string[], framesLeft = LONGEST_WAIT): void {
  requestAnimationFrame(() => {
    // A dialog that is still there would take the focus back.
    const isCovered = document.querySelector('[role="dialog"]') !== null;
    const found = isCovered ? null : ids.map((id) => document.getElementById(id)).find(Boolean);
    if (found) found.focus();
    else if (framesLeft > 0) focusOn(ids, framesLeft - 1);
    else document.querySelector('h1')?.focus();
  });
}
