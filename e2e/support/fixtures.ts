import { test as base, expect } from '@playwright/test'
import type { RunOptions } from '../../playwright.config.ts'
import type { EngineAccess } from './engine-access.ts'
import { EngineProcess, type EngineOptions } from './engine-process.ts'
import { USED_BEFORE } from './kept-layouts.ts'
import { PageFaults } from './page-faults.ts'
import { launchShell } from './shell.ts'
import { ShellEngine } from './shell-engine.ts'
import { ShellFaults } from './shell-faults.ts'
import { RUNS_ON_ANNOTATION } from './shell-report.ts'
import type { Shell } from './shell-types.ts'
import { Workbench } from './workbench.ts'

export interface FixtureOptions extends RunOptions {
  /** How the engine of a spec is started: as a user does it, unless the spec says otherwise. */
  readonly engineOptions: EngineOptions
  /** The data folder is new, and the window begins with its guide; without it somebody has used the folder before. */
  readonly firstRun: boolean
}

export interface Fixtures {
  /** A fresh engine on a folder of its own, wherever it runs; ends with the spec. */
  readonly engine: EngineAccess
  /** The same as a process that the spec may end or stop; for specs that run in the browser only. */
  readonly engineProcess: EngineProcess
  /** The desktop program; for specs that run there only. */
  readonly shell: Shell
  /** What went wrong in the page. Looked at after every spec: one that expects a fault says so beforehand. */
  readonly pageFaults: PageFaults
  /** The same of the desktop program. */
  readonly shellFaults: ShellFaults
  readonly workbench: Workbench
}

export interface Parts {
  readonly engineOrNone: EngineProcess | undefined
  readonly shellOrNone: Shell | undefined
}

export const test = base.extend<FixtureOptions & Fixtures & Parts>({
  runIn: ['browser', { option: true }],
  engineOptions: [{}, { option: true }],
  firstRun: [false, { option: true }],

  pageFaults: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures that are needed from the pattern.
    async ({}, use) => {
      const faults = new PageFaults()
      await use(faults)
      expect(faults.unexpected, 'faults in the page').toEqual([])
    },
    { auto: true },
  ],
  shellFaults: [
    // oxlint-disable-next-line no-empty-pattern -- as above.
    async ({}, use) => {
      const faults = new ShellFaults()
      await use(faults)
      expect(faults.unexpected, 'faults in the desktop program').toEqual([])
    },
    { auto: true },
  ],

  engineOrNone: async ({ runIn, engineOptions, firstRun }, use) => {
    if (runIn !== 'browser') return use(undefined)
    const engine = await EngineProcess.start({
      ...(firstRun ? {} : { workspace: USED_BEFORE }),
      ...engineOptions,
      args: ['--quiet', ...(engineOptions.args ?? [])],
    })
    await use(engine)
    await engine.stop()
  },
  shellOrNone: async ({ runIn, engineOptions, firstRun, pageFaults, shellFaults }, use, testInfo) => {
    if (runIn === 'browser') return use(undefined)
    const { home, args, config, environment, workspace = firstRun ? undefined : USED_BEFORE } = engineOptions
    const shell = await launchShell({
      engineHost: runIn,
      onPage: (page) => pageFaults.watch(page),
      ...definedOf({ home, args, config, environment, workspace }),
    })
    shellFaults.watch(shell)
    testInfo.annotations.push({ type: RUNS_ON_ANNOTATION, description: shell.runsOn })
    await use(shell)
    await shell.close()
  },

  engineProcess: async ({ engineOrNone }, use) => use(existing(engineOrNone, 'an engine of its own')),
  shell: async ({ shellOrNone }, use) => use(existing(shellOrNone, 'a desktop program')),
  engine: async ({ engineOrNone, shellOrNone }, use) => {
    if (shellOrNone === undefined) return use(existing(engineOrNone, 'an engine'))
    const engine = new ShellEngine(shellOrNone.home)
    await engine.ready()
    return use(engine)
  },

  context: async ({ context, pageFaults }, use) => {
    await pageFaults.watchAll(context)
    await use(context)
  },
  page: async ({ page, shellOrNone }, use) => use(shellOrNone === undefined ? page : await shellOrNone.page()),
  workbench: async ({ page, runIn }, use) => use(new Workbench(page, { opensItself: runIn !== 'browser' })),
})

function existing<T>(part: T | undefined, name: string): T {
  if (part === undefined) throw new Error(`there is not ${name} where this spec runs`)
  return part
}

/** The members that are set: an absent option is not the same as one that is undefined. */
function definedOf<T extends object>(members: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], undefined> }
}

export { BY_HAND } from './hand-orders.ts'
export { expect }
