import { type ReactNode, useId } from 'react';
import classes from './Account.module.css';

interface AccountSectionProps {
  title: string;
  lead: string;
  children: ReactNode;
}

/** A part of the account: what it is about at the left, what can be changed at the right. */
export function AccountSection({ title, lead, children }: AccountSectionProps) {
  const titleId = useId();
  return (
    <section className={classes.section} aria-labelledby={titleId}>
      <div>
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
        <p className={classes.lead}>{lead}</p>
      </div>
      <div className={classes.card}>{children}</div>
    </section>
  );
}
