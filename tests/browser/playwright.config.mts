import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './chromium.mjs';

const top = '../..';

export default defineConfig({
  testDir: '.',
  outputDir: `${top}/build/browser-tests`,
  // A program's threads want the cores for themselves.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: `${top}/build/browser-tests.json` }]],
  webServer: {
    command: `node ${top}/web/server.mjs --port 0`,
    wait: { stdout: /(?<threadbox_address>http:\/\/localhost:\d+\/)/ },
  },
  use: {
    baseURL: process.env.THREADBOX_ADDRESS,
    launchOptions: chromiumLaunch,
    // Colours are judged as they stay, not as they fade.
    // A worker would answer in the place of page.route(), and pages of earlier tests must not be kept. Its own specs allow it.
    serviceWorkers: 'block',
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1280, height: 800 },
  },
});
