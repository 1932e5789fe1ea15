import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { LaunchSettings } from './shell.ts'
import { keepDialogs } from './shell-dialogs.ts'
import { folderHolder } from './shell-engine.ts'
import { quitShell } from './shell-quit.ts'
import type { InMain, Shell, ShellExit } from './shell-types.ts'

const ROOT = join(import.meta.dirname, '../..')

/** The desktop program on Electron itself. */
export class ElectronShell implements Shell {
  readonly runsOn = 'electron'
  readonly home: string
  readonly exited: Promise<ShellExit>
  /** Electron shows them in dialogs, which nobody can read here. */
  readonly faults: readonly string[] = []
  readonly #application: ElectronApplication

  private constructor(application: ElectronApplication, { home, onPage }: LaunchSettings) {
    this.#application = application
    this.home = home
    this.exited = watchEnd(application.process())
    application.on('window', (page) => void onPage(page))
  }

  static async launch(executablePath: string, settings: LaunchSettings): Promise<ElectronShell> {
    const application = await _electron.launch({
      executablePath,
      args: ['.', ...settings.args],
      cwd: ROOT,
      env: { ...definedVariables(), ...settings.environment },
      // Playwright gives it up unless asked; root cannot have it.
      chromiumSandbox: process.getuid?.() !== 0,
    })
    const shell = new ElectronShell(application, settings)
    await shell.evaluate(keepDialogs)
    return shell
  }

  get main(): ChildProcess {
    return this.#application.process()
  }

  async page(): Promise<Page> {
    await this.#application.firstWindow()
    const page = this.#application.windows().at(-1)
    if (page === undefined) throw new Error('no window')
    await page.waitForLoadState()
    return page
  }

  evaluate<Result, Arg = undefined>(run: InMain<Result, Arg>, arg?: Arg): Promise<Result> {
    // Playwright has types of its own for the same two parameters.
    return this.#application.evaluate(run as never, arg as never)
  }

  enginePid(): number {
    return folderHolder(this.home)?.pid ?? 0
  }

  close(): Promise<ShellExit> {
    return quitShell(this)
  }
}

async function watchEnd(main: ChildProcess): Promise<ShellExit> {
  let [stdout, stderr] = ['', '']
  main.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  main.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const [code, signal] = (await once(main, 'exit')) as [number | null, NodeJS.Signals | null]
  return { code, signal, stdout, stderr }
}

function definedVariables(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return Object.fromEntries(entries) as Record<string, string>
}
