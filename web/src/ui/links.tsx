import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ReactNode, Ref } from 'react';

interface InLink {
  ref?: Ref<HTMLAnchorElement>;
  children?: ReactNode;
}

/** A link in running text to a page of the app. */
export const AnchorLink = createLink((props: Omit<AnchorProps, 'href'> & InLink) => <Anchor {...props} />);

/** A link to a page of the app that looks like a button. */
export const ButtonLink = createLink((props: Omit<ButtonProps, 'href'> & InLink) => (
  <Button component="a" {...props} />
));
