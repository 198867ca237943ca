/** What the browser keeps for us. Where somebody forbade it that, nothing is found and the app runs all the same. */
export const kept = {
  get: (key: string): string | null => tried(() => localStorage.getItem(key)) ?? null,
  set: (key: string, value: string): void => tried(() => localStorage.setItem(key, value)),
  remove: (key: string): void => tried(() => localStorage.removeItem(key)),
};

/** Browsers throw at the mere mention of a storage that is switched off or full. */
function tried<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
