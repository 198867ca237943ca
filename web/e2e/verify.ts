import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';

const VERIFIER = fileURLToPath(new URL('../../tools/verify_receipt.py', import.meta.url));

/** Presses what downloads a file, and gives its name, its text and where it lies. */
export async function download(page: Page, button: Locator) {
  const begun = page.waitForEvent('download');
  await button.click();
  const file = await begun;
  const path = await file.path();
  return { name: file.suggestedFilename(), path, text: readFileSync(path, 'utf8') };
}

/** What the verifier that needs nothing of ours says of a file; throws where it finds a fault. */
export const verified = (...paths: string[]) =>
  execFileSync('python3', [VERIFIER, ...paths], { encoding: 'utf8' });
