import { kept } from '../api/kept';
import { createStore, type Store, useStore } from '../api/store';
import { isZone, ownZone } from '../time/zone';

/** What somebody chose on this device. It is kept by the browser: the service has no place for it. */
interface Preferences {
  /** IANA name; all times are shown and entered in it. */
  timeZone: string;
  /** Whether single keys act (WCAG 2.1.4). */
  shortcuts: boolean;
}

const KEY = 'carbon-ledger-preferences';

function keptPreferences(): Preferences {
  const preferences: Preferences = { timeZone: ownZone(), shortcuts: true };
  try {
    const found: Partial<Preferences> = JSON.parse(kept.get(KEY) ?? '{}');
    if (typeof found.shortcuts === 'boolean') preferences.shortcuts = found.shortcuts;
    if (typeof found.timeZone === 'string' && isZone(found.timeZone)) preferences.timeZone = found.timeZone;
  } catch {
    // Whatever lies there was not written by us.
  }
  return preferences;
}

const preferences: Store<Preferences> = createStore(keptPreferences());

export function choose(change: Partial<Preferences>): void {
  const chosen = { ...preferences.get(), ...change };
  kept.set(KEY, JSON.stringify(chosen));
  preferences.set(chosen);
}

export function usePreferences(): Preferences {
  return useStore(preferences);
}

/** A choice made in one tab holds in all. */
addEventListener('storage', (event) => {
  if (event.key === KEY) preferences.set(keptPreferences());
});
