import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callEngine, type EngineAccess, type EngineAnswer } from './engine-access.ts'

const ROOT = join(import.meta.dirname, '../..')
const START_LIMIT_MS = 40_000
const STOP_LIMIT_MS = 10_000

export interface EngineOptions {
  /** Data folder; a new temporary one by default. */
  readonly home?: string
  readonly args?: readonly string[]
  /** Written as `config.json` into the data folder before the start. */
  readonly config?: Readonly<Record<string, unknown>>
  /** Written as `workspace.json` into the data folder before the start; text as it is. */
  readonly workspace?: object | string
  /** Any free one by default. */
  readonly port?: number
  readonly environment?: Readonly<Record<string, string>>
  /** Program to run, from the repository's root. */
  readonly program?: string
}

export interface ExitResult {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Engines that run; none outlives the program that started it, however that ends. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** The engine as a user runs it: a process of its own, with what it printed. */
export class EngineProcess implements EngineAccess {
  readonly home: string
  readonly child: ChildProcess
  readonly exited: Promise<ExitResult>
  address = ''
  token = ''
  #stdout = ''
  #stderr = ''
  readonly #ownsHome: boolean

  constructor(options: EngineOptions = {}) {
    this.#ownsHome = options.home === undefined
    this.home = options.home ?? newFolder()
    if (options.config !== undefined) writeConfig(this.home, options.config)
    if (options.workspace !== undefined) writeWorkspace(this.home, options.workspace)
    const args = [
      options.program ?? 'out/main/headless.js',
      '--home',
      this.home,
      '--port',
      String(options.port ?? 0),
      ...(options.args ?? []),
    ]
    this.child = spawn(process.execPath, args, {
      cwd: ROOT,
      // Its own place for locks: other engines of this machine may trade with the same key.
      env: { ...process.env, XDG_DATA_HOME: this.home, LOCALAPPDATA: this.home, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(this.child)
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.#stdout += chunk.toString()
    })
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr += chunk.toString()
    })
    this.exited = new Promise((resolve) => {
      this.child.once('exit', (code, signal) => {
        running.delete(this.child)
        setImmediate(() => resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr }))
      })
    })
  }

  /** Starts one and waits until it printed its address. */
  static async start(options: EngineOptions = {}): Promise<EngineProcess> {
    const engine = new EngineProcess(options)
    await engine.ready()
    return engine
  }

  /** Ends every engine that still runs, as after a test that failed half-way. */
  static async killAll(): Promise<void> {
    const left = [...running].map((child) => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      return gone
    })
    await Promise.all(left)
  }

  get stdout(): string {
    return this.#stdout
  }

  get stderr(): string {
    return this.#stderr
  }

  get port(): number {
    return Number(new URL(this.address).port)
  }

  get url(): string {
    return `${this.address}/#token=${this.token}`
  }

  async ready(limitMs = START_LIMIT_MS): Promise<void> {
    const deadline = Date.now() + limitMs
    while (Date.now() < deadline) {
      const match = /(http:\/\/127\.0\.0\.1:\d+)\/#token=(\S+)/.exec(this.#stdout)
      if (match?.[1] && match[2]) {
        this.address = match[1]
        this.token = match[2]
        return
      }
      if (this.child.exitCode !== null || this.child.signalCode !== null) break
      await pause(20)
    }
    throw new Error(`the engine did not start:\n${this.#stdout}\n${this.#stderr}`)
  }

  call<T = unknown>(method: string, path: string, body?: unknown): Promise<EngineAnswer<T>> {
    return callEngine<T>(this, { method, path, body })
  }

  async get<T>(path: string): Promise<T> {
    return (await this.call<T>('GET', path)).body
  }

  /** Ends it in order and removes its folder if it was a temporary one. */
  async stop(): Promise<ExitResult> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM')
    const forced = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS)
    const result = await this.exited
    clearTimeout(forced)
    if (this.#ownsHome) rmSync(this.home, { recursive: true, force: true })
    return result
  }

  async kill(): Promise<ExitResult> {
    this.child.kill('SIGKILL')
    return this.exited
  }
}

export function writeConfig(home: string, config: Readonly<Record<string, unknown>>): void {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  writeFileSync(join(home, 'config.json'), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 })
}

/** The layouts of the window, as somebody has left them. */
export function writeWorkspace(home: string, content: object | string): void {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const text = typeof content === 'string' ? content : `${JSON.stringify(content)}\n`
  writeFileSync(join(home, 'workspace.json'), text, { mode: 0o600 })
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'wheelhouse-'))
}

export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}

/** Asks until `check` accepts the answer; fails with the last one. */
export async function until<T>(ask: () => Promise<T>, check: (value: T) => boolean, limitMs = 40_000): Promise<T> {
  const deadline = Date.now() + limitMs
  let value = await ask()
  while (!check(value)) {
    if (Date.now() > deadline) throw new Error(`not reached within ${limitMs} ms: ${JSON.stringify(value)}`)
    await pause(50)
    value = await ask()
  }
  return value
}
