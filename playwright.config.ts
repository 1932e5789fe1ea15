import { existsSync } from 'node:fs'
import { defineConfig, type LaunchOptions } from '@playwright/test'

/** Where the page of a spec is: in a browser, or in the desktop program with its engine in a process of its own or in main. */
export type RunIn = 'browser' | 'utility' | 'main'

export interface RunOptions {
  readonly runIn: RunIn
}

/** Debian's browser where it is installed, else the one that Playwright brings. */
const SYSTEM_CHROMIUM = '/usr/bin/chromium'

/** How Chromium is started. */
export const BROWSER: LaunchOptions = {
  ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

const DESKTOP_SPECS = /desktop-.*\.spec\.ts/

export default defineConfig<RunOptions>({
  testDir: 'e2e/specs',
  // Bounds for what hangs, not for what is slow: the same spec takes three times as long on a busy machine.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  // Each spec has an engine, a folder and a port of its own.
  workers: 2,
  // Two engines and two browsers on two processors: what waits for a frame can fail by chance. It is told as flaky then.
  retries: 1,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['./e2e/support/shell-report.ts']],
  use: { viewport: { width: 1600, height: 1000 }, launchOptions: BROWSER },
  projects: [
    { name: 'browser', testIgnore: DESKTOP_SPECS, use: { runIn: 'browser' } },
    // The desktop program's own specs, and those flows that must be the same wherever the page is.
    { name: 'shell', grep: [DESKTOP_SPECS, /@flow/], use: { runIn: 'utility' } },
    { name: 'shell-in-main', grep: /@flow|@in-main/, use: { runIn: 'main' } },
    { name: 'stand-in', testDir: 'e2e/standin' },
  ],
})
