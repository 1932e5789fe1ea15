import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { FromChild, ToChild } from '../utility/child-messages.ts'
import type { MessagePortMain } from '../wire/message-port.ts'
import { notInTheStandIn, strict, StrictEmitter } from '../wire/strict.ts'
import { app } from './app.ts'
import { type PortPlace, portHub } from './port-hub.ts'

type Stdio = 'pipe' | 'ignore' | 'inherit'

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly execArgv?: readonly string[]
  readonly cwd?: string
  readonly stdio?: Stdio | readonly Stdio[]
  readonly serviceName?: string
}

const ENTRY = join(import.meta.dirname, '../utility/entry.ts')
const KNOWN_OPTIONS = new Set(['env', 'execArgv', 'cwd', 'stdio', 'serviceName', 'allowLoadingUnsignedLibraries'])

/** Children that run; none outlives this process. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A child process of its own, with message ports tunnelled through its channel to this process. */
class UtilityProcess extends StrictEmitter {
  pid: number | undefined
  stdout: NodeJS.ReadableStream | null
  stderr: NodeJS.ReadableStream | null
  readonly #child: ChildProcess
  readonly #place: PortPlace = {
    deliver: (port, data, ports) => this.#send({ t: 'port', port, data, ports }),
    disconnect: (port) => this.#send({ t: 'disconnect', port }),
  }

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super()
    const [, out, err] = stdioOf(options.stdio)
    const child = fork(ENTRY, [modulePath, ...args], {
      env: { ...(options.env ?? process.env) },
      execArgv: [...(options.execArgv ?? [])],
      stdio: ['ignore', out, err, 'ipc'],
      serialization: 'advanced',
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    })
    this.#child = child
    this.stdout = child.stdout
    this.stderr = child.stderr
    running.add(child)
    child.on('message', (message) => this.#handleMessage(message as FromChild))
    child.once('spawn', () => this.#handleSpawn())
    void this.#watchEnd()
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    portHub.transfer(transfer, this.#place, (ports) => this.#send({ t: 'message', data, ports }))
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }

  /** What is sent to a process that is about to end is lost, as in Electron; its exit says the rest. */
  #send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message, () => undefined)
  }

  #handleSpawn(): void {
    this.pid = this.#child.pid
    this.emit('spawn')
  }

  #handleMessage(message: FromChild): void {
    switch (message.t) {
      case 'message':
        return void this.emit('message', message.data)
      case 'port':
        return portHub.post(message.port, message.data)
      case 'close':
        return portHub.close(message.port)
    }
  }

  /** The exit is announced after everything that the child had sent before it. */
  async #watchEnd(): Promise<void> {
    const child = this.#child
    const gone = new Promise<number>((resolve) => {
      child.once('exit', (code, signal) => resolve(code ?? signalNumber(signal)))
    })
    const disconnected = new Promise<void>((resolve) => child.once('disconnect', resolve))
    const [code] = await Promise.all([gone, disconnected])
    running.delete(child)
    portHub.closeAllAt(this.#place)
    this.emit('exit', code)
    this.pid = undefined
    this.stdout = null
    this.stderr = null
  }
}

/** Number that the operating system has for the signals that end a process here. */
function signalNumber(signal: NodeJS.Signals | null): number {
  const numbers: Partial<Record<NodeJS.Signals, number>> = { SIGKILL: 9, SIGTERM: 15, SIGINT: 2, SIGSEGV: 11 }
  return (signal === null ? undefined : numbers[signal]) ?? 1
}

function stdioOf(stdio: ForkOptions['stdio'] = 'inherit'): readonly Stdio[] {
  return typeof stdio === 'string' ? ['ignore', stdio, stdio] : stdio
}

export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready.')
    const unknown = Object.keys(options).find((name) => !KNOWN_OPTIONS.has(name))
    if (unknown !== undefined) throw notInTheStandIn(`utilityProcess.fork option ${unknown}`)
    return new UtilityProcess(modulePath, args, options)
  },
})
