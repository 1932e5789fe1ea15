import type { EngineHost, HostHandlers, RunningHost } from './host-messages.ts'
import type { ElectronApi } from './ports.ts'

type MessagePort = InstanceType<ElectronApi['MessageChannelMain']>['port1']

/** Kept of the error output for the text of a crash. */
const LAST_WORDS_BYTES = 4_096
/** They would change how the engine's own program is run. */
const WITHHELD = new Set(['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE'])

export interface EngineProcessHostOptions {
  readonly electron: Pick<ElectronApi, 'utilityProcess'>
  /** Built file that hosts the engine. */
  readonly file: string
  readonly environment: NodeJS.ProcessEnv
  /** Ends a process at once, as `SIGKILL` does. */
  readonly killProcess: (pid: number) => void
}

/** Runs the engine as a process of its own, so that neither a held window nor a crash of the page concerns it. */
export class EngineProcessHost implements EngineHost {
  readonly isSeparate = true
  readonly #options: EngineProcessHostOptions

  constructor(options: EngineProcessHostOptions) {
    this.#options = options
  }

  start({ onMessage, onExit }: HostHandlers): RunningHost {
    const { electron, file, environment, killProcess } = this.#options
    const child = electron.utilityProcess.fork(file, [], {
      serviceName: 'Wheelhouse engine',
      stdio: 'pipe',
      env: environmentFor(environment),
    })
    let lastWords = ''
    const hear = (words: string): void => {
      lastWords = (lastWords + words).slice(-LAST_WORDS_BYTES)
    }
    child.stderr?.on('data', (chunk: Buffer | string) => hear(String(chunk)))
    // Without a listener it would be thrown in this program. The report is left out: it holds the whole environment.
    child.on('error', (type, location) => hear(`\n${type} of V8 in ${location}\n`))
    // Nobody reads it, but a pipe that fills up would stop the engine.
    child.stdout?.resume()
    child.on('message', onMessage)
    child.on('exit', (code) => onExit({ code, lastWords }))
    return {
      // The ports of this program are Electron's; the contract names only what both sides use of them.
      post: (message, ports = []) => child.postMessage(message, ports as MessagePort[]),
      kill: () => {
        // Electron's own `kill` asks politely (SIGTERM), which an engine that hangs does not hear.
        const kill = (): void => {
          if (child.pid !== undefined) killProcess(child.pid)
        }
        if (child.pid === undefined) child.once('spawn', kill)
        else kill()
      },
    }
  }
}

function environmentFor(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !WITHHELD.has(name)))
}
