import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { DesktopBridge } from '../../src-contract/index.ts'
import { logLines } from './data-folder.ts'
import { until } from './engine-process.ts'
import type { PageFaults } from './page-faults.ts'
import type { Shell } from './shell-types.ts'

declare global {
  var wheelhouse: DesktopBridge
  /** Addresses that real Electron was asked to open, which are kept there instead of opened. */
  var openedAddresses: string[] | undefined
}

/** A host that nobody can own. */
export const EVIL = 'https://evil.example'

/** Waits until the window's page and its bridge are there. */
export async function bridgeReady(page: Page): Promise<void> {
  await page.waitForFunction(() => Reflect.has(globalThis, 'wheelhouse') && document.readyState === 'complete')
}

/** Waits until the program has an engine to connect to. */
export async function engineRuns(page: Page): Promise<void> {
  await bridgeReady(page)
  await until(
    () => page.evaluate(() => wheelhouse.engineState()),
    ({ kind }) => kind === 'running',
  )
}

/** Faults that a page brings about which tries what it may not. */
export function expectRefusals(pageFaults: PageFaults): void {
  pageFaults.expect(/^policy: /, /Content Security Policy/, /Not allowed to/, /Permissions policy/, /net::ERR_/)
}

/**
 * Opens a window beside the program's own that shows the same page, but whose preload sends whatever it is told.
 * @returns what the code, run in that page, gives.
 */
export function askFromStranger<T>(shell: Shell, code: string, preferences: Record<string, unknown> = {}): Promise<T> {
  return shell.evaluate(
    async ({ BrowserWindow }, { code, webPreferences }) => {
      const window = new BrowserWindow({ show: false, webPreferences })
      await window.loadURL('app://wheelhouse/index.html')
      const answer: unknown = await window.webContents.executeJavaScript(code)
      window.destroy()
      return answer as T
    },
    { code, webPreferences: { preload: join(import.meta.dirname, 'hostile-preload.cjs'), ...preferences } },
  )
}

/** What the log has of refusals that begin with these words, once there is one; oldest first. */
export function refusals(home: string, message: string, field = 'url'): Promise<string[]> {
  return until(
    async () =>
      logLines(home)
        .filter(({ msg }) => String(msg).startsWith(message))
        .map((line) => String(line[field])),
    (found) => found.length > 0,
  )
}

/** Keeps addresses from being opened on real Electron; on the stand-in nothing is opened anyway. */
export function keepAddresses(shell: Shell): Promise<void> {
  return shell.evaluate((electron) => {
    if (electron.standIn !== undefined) return
    const opened: string[] = []
    globalThis.openedAddresses = opened
    electron.shell.openExternal = async (address: string): Promise<void> => void opened.push(address)
  })
}

/** Addresses that the user's browser was told to open, oldest first. */
export function openedAddresses(shell: Shell): Promise<string[]> {
  return shell.evaluate(({ standIn }) => {
    const calls = standIn?.calls.filter(({ name }) => name === 'shell.openExternal')
    return calls?.map(({ args }) => String(args[0])) ?? globalThis.openedAddresses ?? []
  })
}
