import i18next from 'i18next';
import { failureNotice, notice } from './notices';

/** Copies a text and says so; where the browser does not allow it, as without TLS, the text is shown instead. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notice(i18next.t('copy.done', { text }));
  } catch {
    failureNotice(i18next.t('copy.failed', { text }));
  }
}
