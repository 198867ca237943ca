// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { choose } from './preferences';
import { shortcuts, useShortcut } from './shortcuts';

afterEach(() => {
  cleanup();
  choose({ shortcuts: true });
});

function Page({ act, withDialog = false }: { act: () => void; withDialog?: boolean }) {
  useShortcut('n', 'Add a usage', act);
  return (
    <>
      <input aria-label="Note" />
      {withDialog && <div role="dialog" />}
    </>
  );
}

async function timesAfter(press: string, withDialog = false) {
  let times = 0;
  const page = render(<Page act={() => times++} withDialog={withDialog} />);
  const user = userEvent.setup();
  if (press.startsWith('in field ')) await user.click(page.getByLabelText('Note'));
  await user.keyboard(press.replace('in field ', ''));
  return times;
}

it('acts on its key alone', async () => {
  expect(await timesAfter('n')).toBe(1);
  cleanup();
  expect(await timesAfter('{Control>}n{/Control}m')).toBe(0);
});

it('lets people type', async () => {
  expect(await timesAfter('in field n')).toBe(0);
});

it('does not act behind a dialog', async () => {
  expect(await timesAfter('n', true)).toBe(0);
});

it('does not act once shortcuts are switched off', async () => {
  choose({ shortcuts: false });
  expect(await timesAfter('n')).toBe(0);
});

it('is listed as long as its page is shown', () => {
  const { unmount } = render(<Page act={() => undefined} />);
  expect(shortcuts.get()).toEqual([{ key: 'n', label: 'Add a usage' }]);
  unmount();
  expect(shortcuts.get()).toEqual([]);
});
