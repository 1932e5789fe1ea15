import type { ChildProcess } from 'node:child_process'
import type { Page } from '@playwright/test'
import { StandIn } from '../standin/harness/stand-in.ts'
import { BROWSER } from '../../playwright.config.ts'
import { until } from './engine-process.ts'
import type { LaunchSettings } from './shell.ts'
import { quitShell } from './shell-quit.ts'
import type { InMain, Shell, ShellExit } from './shell-types.ts'
import { folderHolder } from './shell-engine.ts'

/** The desktop program on the stand-in for Electron. */
export class StandInShell implements Shell {
  readonly runsOn = 'stand-in'
  readonly home: string
  readonly exited: Promise<ShellExit>
  readonly #standIn: StandIn

  constructor({ home, args, environment, onPage }: LaunchSettings) {
    this.home = home
    this.#standIn = new StandIn({ entry: 'out/main/index.js', args, environment, browser: BROWSER, onPage })
    this.exited = this.#standIn.exited
  }

  get main(): ChildProcess {
    return this.#standIn.main
  }

  get faults(): readonly string[] {
    return this.#standIn.faults
  }

  async page(): Promise<Page> {
    await this.#standIn.started
    const pages = await until(
      async () => this.#standIn.pages(),
      (pages) => pages.length > 0,
    )
    const page = pages.at(-1)
    if (page === undefined) throw new Error('no window')
    await page.waitForLoadState()
    return page
  }

  evaluate<Result, Arg = undefined>(run: InMain<Result, Arg>, arg?: Arg): Promise<Result> {
    return this.#standIn.evaluate(run.toString(), arg) as Promise<Result>
  }

  enginePid(): number {
    return folderHolder(this.home)?.pid ?? 0
  }

  close(): Promise<ShellExit> {
    return quitShell(this)
  }
}
