import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/chromium.mjs';

// The environment may say:
//   E2E_BASE_URL   where the service runs already; else it is started here, with the app as built
//   E2E_SERVICE    the command that starts the service, from web/
//   CHROMIUM       the browser; else the first of the usual names on PATH
const env = process.env;

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
env.E2E_OPERATOR_EMAIL ??= 'operator@example.org';
env.E2E_OPERATOR_PASSWORD ??= 'a password for the tests alone';
if (!env.E2E_BASE_URL) env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), 'carbon-ledger-e2e-'));

const serviceUrl = `http://127.0.0.1:${env.E2E_SERVICE_PORT}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalTeardown: './e2e/teardown.ts',
  forbidOnly: Boolean(env.CI),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: env.E2E_BASE_URL ?? serviceUrl,
    locale: 'en-GB',
    timezoneId: 'Europe/Zurich',
    contextOptions: { reducedMotion: 'reduce' }, // nobody waits for what only moves
    screenshot: 'only-on-failure', // traces cost a third of the time: --trace on where one is wanted
    launchOptions: launchOptions(),
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
            LOG_LEVEL: 'warning',
          },
          timeout: 30_000,
          gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
        },
      ],
});
