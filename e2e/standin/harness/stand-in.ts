import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type BrowserContext, chromium, type LaunchOptions, type Page } from '@playwright/test'
import type { HarnessSide, MainSide, OpenWindowRequest } from '../wire/messages.ts'
import { ProcessLink } from '../wire/process-link.ts'
import { StandInWindow } from './stand-in-window.ts'

export interface StandInOptions {
  /** Built entry of the main process. */
  readonly entry: string
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** How Chromium is started. */
  readonly browser: LaunchOptions
  /** Sees every page before its first navigation. */
  readonly onPage?: (page: Page) => Promise<void>
}

export interface StandInExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

const FOLDER = join(import.meta.dirname, '..')
const ROOT = join(FOLDER, '../..')

/** No name is ever looked up: what main lets through can only be on this machine. */
const NO_NETWORK = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'

/** A main process on the stand-in, with its windows as pages of a Chromium of its own. */
export class StandIn {
  readonly main: ChildProcess
  readonly exited: Promise<StandInExit>
  /** What happened that nobody asked for: errors that main did not catch, dialogs that nobody answered. */
  readonly faults: string[] = []
  readonly #options: StandInOptions
  readonly #link: ProcessLink<HarnessSide, MainSide>
  readonly #started = Promise.withResolvers<void>()
  readonly #windows = new Map<number, StandInWindow>()
  #context: Promise<BrowserContext> | undefined
  /** Windows are opened one after the other. */
  #opening: Promise<unknown> = Promise.resolve()

  constructor(options: StandInOptions) {
    this.#options = options
    this.main = spawn(
      process.execPath,
      ['--import', join(FOLDER, 'hooks.ts'), join(FOLDER, 'run-main.ts'), options.entry, ...(options.args ?? [])],
      {
        cwd: ROOT,
        env: { ...process.env, ...options.environment },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        serialization: 'advanced',
      },
    )
    this.#link = new ProcessLink({
      // A main that has just ended does not hear it; its end is told by its exit.
      send: (frame) => void (this.main.connected && this.main.send(frame as object, () => undefined)),
      receive: (listener) => void this.main.on('message', listener),
    })
    this.#link.serve(this.#handlers())
    this.exited = this.#watchEnd()
    this.#started.promise.catch(() => undefined)
  }

  /** Resolves once main's entry has been evaluated. */
  get started(): Promise<void> {
    return this.#started.promise
  }

  /** Runs a function in main, with Electron as its first argument. It sees nothing of what is around it here. */
  async evaluate(source: string, arg: unknown): Promise<unknown> {
    await this.started
    return this.#link.call('evaluate', source, arg)
  }

  /** Pages of the windows that are open, oldest first; those that crashed are left out. */
  pages(): readonly Page[] {
    return [...this.#windows.values()].filter((window) => !window.isCrashed).map((window) => window.page)
  }

  #handlers(): HarnessSide {
    const windowOf = (id: number): StandInWindow => {
      const window = this.#windows.get(id)
      if (window === undefined) throw new Error(`ERR_ABORTED: window ${id} is gone`)
      return window
    }
    const ownerOf = (port: number): StandInWindow | undefined =>
      [...this.#windows.values()].find((window) => window.owns(port))
    return {
      started: () => this.#started.resolve(),
      openWindow: (request) => this.#openWindow(request),
      load: (id, url, deniedPermissions) => windowOf(id).load(url, deniedPermissions),
      reload: (id) => windowOf(id).reload(),
      crash: async (id) => windowOf(id).crash(),
      closeWindow: async (id) => {
        await this.#opening
        const window = this.#windows.get(id)
        this.#windows.delete(id)
        await window?.close()
      },
      resize: async (id, width, height) => {
        await this.#opening
        await this.#windows.get(id)?.resize(width, height)
      },
      execute: (id, code) => windowOf(id).execute(code),
      send: (id, message) => {
        const window = this.#windows.get(id)
        if (window !== undefined) window.send(message)
        else for (const port of message.ports) this.#link.tell('closePort', port)
      },
      postToPort: (port, data) => ownerOf(port)?.postToPort(port, data),
      disconnectPort: (port) => ownerOf(port)?.disconnectPort(port),
      setColorScheme: (scheme) => {
        for (const window of this.#windows.values()) void window.setColorScheme(scheme)
      },
      fault: (text) => void this.faults.push(text),
    }
  }

  #openWindow(request: OpenWindowRequest): Promise<void> {
    const opening = this.#openAfter(this.#opening, request)
    this.#opening = opening.catch(() => undefined)
    return opening
  }

  async #openAfter(earlier: Promise<unknown>, request: OpenWindowRequest): Promise<void> {
    await earlier
    this.#context ??= this.#launchBrowser(request.profile)
    const window = await StandInWindow.open({
      context: await this.#context,
      main: this.#link,
      request,
      onPage: this.#options.onPage ?? (() => Promise.resolve()),
      onFault: (text) => this.faults.push(text),
    })
    this.#windows.set(request.windowId, window)
  }

  /** What pages store lies in the program's profile, and outlives it as in Electron. */
  #launchBrowser(profile: string): Promise<BrowserContext> {
    const { browser } = this.#options
    return chromium.launchPersistentContext(join(profile, 'stand-in-chromium'), {
      ...browser,
      args: [...(browser.args ?? []), NO_NETWORK],
    })
  }

  async #watchEnd(): Promise<StandInExit> {
    let [stdout, stderr] = ['', '']
    this.main.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    this.main.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      this.main.once('close', (code, signal) => resolve([code, signal]))
    })
    const reason = `main has ended with ${signal ?? code}:\n${stdout}\n${stderr}`
    this.#started.reject(new Error(reason))
    this.#link.end(reason)
    await this.#closeBrowser()
    return { code, signal, stdout, stderr }
  }

  async #closeBrowser(): Promise<void> {
    await this.#opening
    this.#windows.clear()
    const context = await this.#context?.catch(() => undefined)
    await context?.close()
  }
}
