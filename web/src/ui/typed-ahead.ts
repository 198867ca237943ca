import { type RefObject, useEffect } from 'react';

let stop: (() => void) | undefined;
let typed = '';

/** After a key that opens something: keeps what is typed until that has the focus and takes it. */
export function keepTyping(): void {
  dropTyped();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') return dropTyped();
    if (event.key === 'Enter') typed += '\n';
    else if (event.key === 'Backspace') typed = typed.slice(0, -1);
    else if (event.key.length === 1) typed += event.key;
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('keydown', onKeyDown, { capture: true });
  stop = () => removeEventListener('keydown', onKeyDown, { capture: true });
}

export function dropTyped(): void {
  stop?.();
  stop = undefined;
  typed = '';
}

/**
 * Puts the focus into the first field of the form as soon as it is drawn, and what was typed ahead with it. A form that
 * is a part of the page takes the focus only where a key asked for it.
 */
export function useFirstField(form: RefObject<HTMLElement | null>, isOfPage = false): void {
  useEffect(() => {
    if (isOfPage && !stop) return;
    const field = form.current?.querySelector<HTMLInputElement>('input[data-autofocus]');
    if (!field) return;
    field.focus({ preventScroll: true });
    const [text = '', ...entered] = typed.split('\n');
    dropTyped();
    if (text) typeInto(field, text);
    if (entered.length > 0) setTimeout(() => pressEnter(field)); // once the options for the text are there
  }, [form, isOfPage]);
}

/** The same for a form in the very component that shows the dialog, which is drawn before its content is. */
export function FirstField({ form }: { form: RefObject<HTMLElement | null> }) {
  useFirstField(form);
  return null;
}

function typeInto(field: HTMLInputElement, text: string): void {
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
}

function pressEnter(field: HTMLInputElement): void {
  field.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }),
  );
}
