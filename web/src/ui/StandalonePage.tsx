import type { ReactNode } from 'react';
import { Brand } from './Brand';
import classes from './StandalonePage.module.css';
import { ThemeSwitch } from './ThemeSwitch';

/** The frame of pages that stand outside the shell: logging in, signing up, and those that say what failed. */
export function StandalonePage({ children }: { children: ReactNode }) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Brand />
        <ThemeSwitch />
      </header>
      <main className={classes.main}>{children}</main>
    </div>
  );
}
