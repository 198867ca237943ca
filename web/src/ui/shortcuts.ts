import { type HotkeyItem, useHotkeys } from '@mantine/hooks';
import { useEffect } from 'react';
import { createStore } from '../api/store';
import { usePreferences } from './preferences';

interface Shortcut {
  key: string;
  /** What it does, as the list of shortcuts says it. */
  label: string;
}

/** The shortcuts of what is on the screen now. */
export const shortcuts = createStore<readonly Shortcut[]>([]);

/**
 * Lets a single key act while no text field has the focus and no dialog is open; never once shortcuts are switched
 * off. It is listed in the help as long as the component is shown.
 */
export function useShortcut(key: string, label: string, act: () => void): void {
  const { shortcuts: areOn } = usePreferences();
  useEffect(() => {
    const listed = { key, label };
    shortcuts.set([...shortcuts.get(), listed]);
    return () => shortcuts.set(shortcuts.get().filter((one) => one !== listed));
  }, [key, label]);
  const guarded = () => {
    if (!document.querySelector('[role="dialog"]')) act();
  };
  // A key such as ? needs Shift on some keyboards and not on others.
  const combinations = /[a-z0-9]/i.test(key) ? [key] : [key, `shift+${key}`];
  useHotkeys(areOn ? combinations.map((combination): HotkeyItem => [combination, guarded]) : []);
}
