import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PageHeading.module.css';

interface PageHeadingProps {
  title: string;
  lead?: string;
  /** What can be done on this page. */
  children?: ReactNode;
}

/** The heading of a page, and the title of the document. Every page has one; navigation moves the focus here. */
export function PageHeading({ title, lead, children }: PageHeadingProps) {
  const { t } = useTranslation();
  return (
    <header className={classes.heading}>
      <title>{t('title', { page: title })}</title>
      <div>
        <Title order={1} tabIndex={-1}>
          {title}
        </Title>
        {lead && <p className={classes.lead}>{lead}</p>}
      </div>
      {children && <div className={classes.actions}>{children}</div>}
    </header>
  );
}
