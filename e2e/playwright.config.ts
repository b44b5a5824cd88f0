import { defineConfig, devices } from '@playwright/test';
import { preparedStack } from './src/setup/prepared-stack.js';

const { url, browser } = preparedStack(process.env);

export default defineConfig({
  testDir: 'src',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/e2e',
  // every test meets the same running company: one after the other
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL: url,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    video: 'off',
    launchOptions: {
      executablePath: browser.file,
      // Chromium's sandbox does not run as root; nobody else gives it up
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      env: { ...process.env, ...browser.env },
    },
  },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } } },
    { name: 'phone', grep: /@phone/, use: { ...devices['Pixel 7'] } },
  ],
});
