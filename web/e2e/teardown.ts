import { rmSync } from 'node:fs';

// biome-ignore lint/style/noDefaultExport: Playwright wants one
export default function teardown(): void {
  const folder = process.env.E2E_DATA_DIR;
  if (folder) rmSync(folder, { recursive: true, force: true });
}
