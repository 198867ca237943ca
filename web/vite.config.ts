import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin, ProxyOptions } from 'vite';
import { defineConfig } from 'vitest/config';

const service = process.env.SERVICE_URL ?? 'http://127.0.0.1:8000';

const toService: ProxyOptions = {
  target: service,
  configure(proxy) {
    // Vite would answer 500, which says that the service is there and broken.
    proxy.on('error', (_error, _request, response) => {
      if ('writeHead' in response && !response.headersSent) response.writeHead(502).end();
    });
  },
};

/** Puts the script that must run before the first paint into the head, as a hashed asset. */
function firstPaint(): Plugin {
  const source = readFileSync(new URL('src/theme/first-paint.js', import.meta.url), 'utf8');
  const fileName = `assets/first-paint-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`;
  let isBuild = false;
  return {
    name: 'first-paint',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source });
    },
    transformIndexHtml() {
      const src = isBuild ? `/${fileName}` : '/src/theme/first-paint.js';
      return [{ tag: 'script', attrs: { src }, injectTo: 'head-prepend' }];
    },
  };
}

export default defineConfig({
  plugins: [react(), firstPaint()],
  server: { host: '127.0.0.1', proxy: { '/api': toService } },
  build: {
    outDir: '../src/entrypoints/http/web_dist', // from where the service serves it, and the wheel takes it
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0, // fonts and images come from our origin, never from data: addresses
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'router', test: /node_modules[\\/]@tanstack[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
});
