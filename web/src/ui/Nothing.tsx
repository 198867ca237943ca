import type { ReactNode } from 'react';
import classes from './Nothing.module.css';

interface NothingProps {
  title: string;
  explanation: string;
  /** What can be done about it. */
  children: ReactNode;
}

/** Stands where a list would, if anything matched. */
export function Nothing({ title, explanation, children }: NothingProps) {
  return (
    <div className={classes.nothing}>
      <h2>{title}</h2>
      <p>{explanation}</p>
      {children}
    </div>
  );
}
