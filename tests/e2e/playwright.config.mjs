import { defineConfig } from '@playwright/test';

// Debian's Chromium; the flags keep it from asking anything of anyone but the portal.
export default defineConfig({
  testDir: 'journeys',
  outputDir: 'results',
  globalSetup: './support/demo.mjs',
  reporter: [['list']],
  // Each with a portal and a browser of its own: one waits for a page or a mail while the other seals.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    locale: 'de-DE',
    launchOptions: {
      executablePath: process.env.SIEGELPOST_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    actionTimeout: 15_000,
    trace: 'off',
  },
});
