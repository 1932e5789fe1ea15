import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test as base } from '@playwright/test'
import type * as electron from 'electron'
import { BROWSER } from '../../../playwright.config.ts'
import type * as standIn from '../electron.ts'
import { StandIn } from '../harness/stand-in.ts'

/** As functions that run in main get it. */
export type Electron = typeof electron & Pick<typeof standIn, 'standIn'>

/** What the program of the test keeps. */
export interface Seen {
  events: string[]
  messages: unknown[]
  child: { pid: number; postMessage(message: unknown, ports?: unknown[]): void; kill(): boolean } | undefined
}
export interface SeenByPage {
  pushed: unknown[]
  ports: unknown[]
}

declare global {
  var seen: unknown
  function tryEval(): unknown
}

/** The small program of `program/` on the stand-in. */
export class Program {
  readonly standIn: StandIn

  constructor(profile: string, args: readonly string[] = []) {
    this.standIn = new StandIn({
      entry: join(import.meta.dirname, 'program/main.ts'),
      args: [`--profile=${profile}`, ...args],
      browser: BROWSER,
    })
  }

  evaluate<Result, Arg = undefined>(
    run: (electron: Electron, arg: Arg) => Result | Promise<Result>,
    arg?: Arg,
  ): Promise<Result> {
    return this.standIn.evaluate(run.toString(), arg) as Promise<Result>
  }

  seen(): Promise<Pick<Seen, 'events' | 'messages'>> {
    return this.evaluate(() => {
      const { events, messages } = globalThis.seen as Seen
      return { events, messages }
    })
  }

  /** The page of its window, loaded. */
  async page(): Promise<Page> {
    await expect.poll(() => this.standIn.pages().length).toBe(1)
    const page = this.standIn.pages()[0]
    if (page === undefined) throw new Error('no page')
    await page.waitForFunction(() => globalThis.seen !== undefined)
    return page
  }

  async quit(): Promise<number | null> {
    await this.evaluate(({ app }) => setTimeout(() => app.quit(), 0) && undefined)
    return (await this.standIn.exited).code
  }
}

export const test = base.extend<{ profile: string; program: Program }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures that are needed from the pattern.
  profile: async ({}, use) => {
    const profile = mkdtempSync(join(tmpdir(), 'stand-in-'))
    await use(profile)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  },
  program: async ({ profile }, use) => {
    const program = new Program(profile)
    await use(program)
    program.standIn.main.kill('SIGKILL')
    await program.standIn.exited
  },
})

/** Runs a text in the page and waits for what it comes to. */
export const inPage = (page: Page, source: string): Promise<unknown> => page.evaluate(`(async () => ${source})()`)

export const seenBy = (page: Page): Promise<SeenByPage> => page.evaluate(() => globalThis.seen as SeenByPage)

export { expect }
