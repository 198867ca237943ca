import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ComponentType, type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isServiceThere } from './not-loaded';
import { failureNotice } from './notices';
import { dropTyped } from './typed-ahead';

interface Closable {
  onClose: () => void;
}

type Load<P> = () => Promise<{ default: ComponentType<P> }>;
export type LazyDialog<P> = ((props: P) => ReactNode) & { preload: () => Promise<void> };

/**
 * A dialog that is loaded when it is wanted, or before by `preload`: then it is there at once, without a break in
 * which keys would be lost. One that cannot be loaded closes and says so; the page stays, and it can be tried again.
 */
export function lazyDialog<P extends Closable>(load: Load<P>): LazyDialog<P> {
  let Loaded: ComponentType<P> | undefined;
  const preload = async () => {
    Loaded ??= (await load()).default;
  };
  function Lazy(props: P) {
    const { t } = useTranslation();
    const [isLoaded, setLoaded] = useState(Loaded !== undefined);
    const fail = useEffectEvent(async () => {
      dropTyped();
      props.onClose();
      if (await isServiceThere())
        notifications.show(reloadNotice(t('dialog.newVersion'), t('dialog.reload')));
      else failureNotice(t('dialog.notLoaded'));
    });
    useEffect(() => {
      if (!isLoaded) preload().then(() => setLoaded(true), fail);
    }, [isLoaded]);
    return Loaded && <Loaded {...props} />;
  }
  return Object.assign(Lazy, { preload });
}

/** Loads dialogs while nothing else is to be done; those that fail are tried again when they are wanted. */
export function usePreloaded(isTime: boolean, dialogs: readonly Pick<LazyDialog<never>, 'preload'>[]): void {
  useEffect(() => {
    if (!isTime) return;
    const preload = () => {
      for (const dialog of dialogs) dialog.preload().catch(() => undefined);
    };
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(preload, 200);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(preload, { timeout: 1000 });
    return () => cancelIdleCallback(handle);
  }, [isTime, dialogs]);
}

const reloadNotice = (message: string, reload: string) => ({
  withBorder: true,
  autoClose: false as const,
  message: (
    <Group justify="space-between" wrap="nowrap">
      <span>{message}</span>
      <Button size="compact-sm" variant="default" onClick={() => location.reload()} flex="none">
        {reload}
      </Button>
    </Group>
  ),
});
