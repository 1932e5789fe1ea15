import './node-version-guard.ts'
import type { HostLink } from '../src-contract/index.ts'
import { holdYoungGeneration } from './young-generation.ts'

const BUG_EXIT_CODE = 70
/** They reach the engine beside its host where a terminal, a log-out or a service manager ends the whole group. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

interface Surroundings {
  readonly onRunning: () => void
  readonly onEnd: (exitCode: number) => void
  /** Errors that nobody caught are the engine's, because nothing else runs in its process. */
  readonly ownsProcess: boolean
}

/**
 * Serves the link until the engine has stopped, inside a process that belongs to somebody else: signals, stray errors
 * and the end of the process are left to it. The engine's modules are loaded now, not before.
 */
export function hostEngine(link: HostLink, onEnd: (exitCode: number) => void): void {
  serve(link, { onEnd, onRunning: () => undefined, ownsProcess: false })
}

function serve(link: HostLink, { onRunning, onEnd, ownsProcess }: Surroundings): void {
  const loading = import('./engine-host.ts').then(({ EngineHost }) => {
    const host = new EngineHost({ link, environment: process.env, onRunning, onEnd })
    if (ownsProcess) {
      process.on('uncaughtException', (error) => host.handleStray(error))
      process.on('unhandledRejection', (error) => host.handleStray(error))
      for (const signal of SIGNALS) process.on(signal, () => host.handleSignal(signal))
    }
    return host
  })
  loading.catch((error: unknown) => {
    link.postMessage({ t: 'startFailed', message: String(error), mendable: false })
    onEnd(BUG_EXIT_CODE)
  })
  // What comes while the modules load waits for them, in its order.
  link.on('message', (event) => {
    void loading.then(
      (host) => host.handleMessage(event),
      () => undefined,
    )
  })
}

/** Ends the process in the next turn, when the last message has left it. */
function exitSoon(exitCode: number): void {
  setImmediate(() => process.exit(exitCode))
}

// There only in a process that Electron forked for the engine.
const { parentPort } = process
if (parentPort) serve(parentPort, { onRunning: holdYoungGeneration(), onEnd: exitSoon, ownsProcess: true })
