import { accessSync, constants, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { defineConfig } from '@playwright/test';

// The environment may say:
//   E2E_BASE_URL   where the app is served already; else the service and a preview of dist/ are started here
//   E2E_SERVICE    the command that starts the service, from web/
//   CHROMIUM       the browser; else the first of the usual names on PATH. None is ever downloaded.
const env = process.env;

function chromium(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const places = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  for (const place of env.CHROMIUM ? [env.CHROMIUM] : places) {
    try {
      accessSync(place, constants.X_OK);
      return place;
    } catch {
      // not here
    }
  }
  throw new Error('No Chromium: install one, or say where it is with CHROMIUM=…');
}

function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(String(typeof address === 'object' && address?.port)));
    });
  });
}

// Workers read this file too: what is chosen once goes down to them by the environment.
env.E2E_SERVICE_PORT ??= await freePort();
env.E2E_APP_PORT ??= await freePort();
env.E2E_OPERATOR_EMAIL ??= 'operator@example.org';
env.E2E_OPERATOR_PASSWORD ??= 'a password for the tests alone';
if (!env.E2E_BASE_URL) env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), 'carbon-ledger-e2e-'));

const serviceUrl = `http://127.0.0.1:${env.E2E_SERVICE_PORT}`;
const appUrl = `http://127.0.0.1:${env.E2E_APP_PORT}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalTeardown: './e2e/teardown.ts',
  forbidOnly: Boolean(env.CI),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  reporter: [['list']],
  use: {
    baseURL: env.E2E_BASE_URL ?? appUrl,
    locale: 'en-GB',
    timezoneId: 'Europe/Zurich',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: env.E2E_BASE_URL
    ? []
    : [
        {
          command: env.E2E_SERVICE ?? 'exec ../.venv/bin/carbon-ledger serve',
          url: `${serviceUrl}/health/ready`,
          env: {
            PORT: env.E2E_SERVICE_PORT,
            DATA_DIR: env.E2E_DATA_DIR ?? '',
            OPERATOR_EMAIL: env.E2E_OPERATOR_EMAIL,
            OPERATOR_PASSWORD: env.E2E_OPERATOR_PASSWORD,
          },
          timeout: 30_000,
          gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
        },
        {
          command: `exec node_modules/.bin/vite preview --port ${env.E2E_APP_PORT} --strictPort`,
          url: appUrl,
          env: { SERVICE_URL: serviceUrl },
          timeout: 30_000,
        },
      ],
});
