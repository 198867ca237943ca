// The machine's own Chromium, which nothing here ever downloads. As a program it says where that is, or fails.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The one without windows takes a fifth less time.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/** What every run needs, in a container too; nothing calls home. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** What CHROMIUM says, else the first of the usual names on PATH. */
export function chromium({ CHROMIUM, PATH = '' } = process.env) {
  const places = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  for (const place of CHROMIUM ? [CHROMIUM] : places) {
    try {
      accessSync(place, constants.X_OK);
      return place;
    } catch {
      // not here
    }
  }
  throw new Error('No Chromium: install one, or say where it is with CHROMIUM=…');
}

/** For Playwright's launch. */
export const launchOptions = () => ({ executablePath: chromium(), args: ARGUMENTS });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(chromium());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
