import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { Desktop } from './desktop.ts'
import { newFolder } from './engine-process.ts'
import { BY_HAND, test as base } from './fixtures.ts'
import { USED_BEFORE } from './kept-layouts.ts'
import { launchShell, RUNS_ON } from './shell.ts'
import { RUNS_ON_ANNOTATION } from './shell-report.ts'
import type { ShellOptions } from './shell-types.ts'

export type Launch = (options?: Omit<ShellOptions, 'onPage' | 'engineHost'>) => Promise<Desktop>

interface DesktopFixtures {
  /** A data folder that outlives the program, for specs that start it more than once. */
  readonly home: string
  /**
   * Starts the desktop program, on `home` and to be traded by hand only unless something else is said. Where there are
   * a configuration and layouts already, they stay. Whatever runs at the end is quit.
   */
  readonly launch: Launch
}

export const test = base.extend<DesktopFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures that are needed from the pattern.
  home: async ({}, use) => {
    const home = newFolder()
    await use(home)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  },
  launch: async ({ home, runIn, pageFaults, shellFaults }, use, testInfo) => {
    const launched: Desktop[] = []
    testInfo.annotations.push({ type: RUNS_ON_ANNOTATION, description: RUNS_ON })
    await use(async (options = {}) => {
      const engineHost = runIn === 'main' ? 'main' : 'utility'
      const settings = { home, engineHost, onPage: (page: Page) => pageFaults.watch(page), ...options } as const
      const has = (name: string): boolean => existsSync(join(settings.home, name))
      const shell = await launchShell({
        ...(has('config.json') ? {} : { config: BY_HAND }),
        ...(has('workspace.json') ? {} : { workspace: USED_BEFORE }),
        ...settings,
      })
      shellFaults.watch(shell)
      const desktop = new Desktop(shell)
      launched.push(desktop)
      return desktop
    })
    for (const { shell } of launched) await shell.close()
  },
})

/** Skips a spec whose subject real Electron shows to people only: tray, notifications, the system's own programs. */
export function needsStandIn(): void {
  test.skip(RUNS_ON === 'electron', 'Electron tells no program what tray and notifications show')
}

export { BY_HAND }
export { expect } from './fixtures.ts'
