import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { dirname } from 'node:path'
import { type Clock, ensureNever } from './base/index.ts'
import { checkWindow, noWindowText, type WindowCheck } from './window-check.ts'

/** A program that ends within this time as below has never opened a window. */
const EARLY_END_MS = 2_000
/** What the loader and the shell answer for a program that cannot run: a library is missing, or it is of another system. */
const CANNOT_RUN_CODES: ReadonlySet<number | null> = new Set([126, 127])
const CRASH_SIGNALS: ReadonlySet<NodeJS.Signals | null> = new Set(['SIGTRAP', 'SIGABRT', 'SIGSEGV', 'SIGILL', 'SIGBUS'])
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** Shells answer this much plus the signal's number for a program that a signal has ended. */
const SIGNAL_EXIT_BASE = 128

export interface DesktopStart extends WindowCheck {
  readonly clock: Clock
  /** Longest time in which Electron's program file may be fetched: whoever starts the program waits for it. */
  readonly fetchLimitMs: number
  /** Folder whose `package.json` names the desktop program's entry. */
  readonly appFolder: string
  /** Takes a line for the person at the console. */
  readonly say: (line: string) => void
}

export type DesktopOutcome =
  /** The window was opened and has been closed. */
  | { readonly kind: 'ended'; readonly exitCode: number }
  /** No window: the engine is to run alone. `banner` says why. */
  | { readonly kind: 'headless'; readonly banner: readonly string[] }

/** Opens the desktop program where that is possible and waits for its end; else says why it is not. */
export async function openDesktop(start: DesktopStart): Promise<DesktopOutcome> {
  const verdict = checkWindow(start)
  switch (verdict.kind) {
    case 'possible':
      return launch(verdict.electron, start)
    case 'fetchable':
      return fetchAndLaunch(verdict.installer, start)
    case 'impossible':
      return withoutWindow(verdict.reasons)
    default:
      return ensureNever(verdict, 'verdict')
  }
}

async function fetchAndLaunch(installer: string, start: DesktopStart): Promise<DesktopOutcome> {
  start.say(`Fetching Electron's program file, for at most ${start.fetchLimitMs / 1_000} seconds ...`)
  const fault = await fetchElectron(installer, start)
  const verdict = checkWindow(start)
  if (verdict.kind === 'possible') return launch(verdict.electron, start)
  const why = fault === undefined ? '' : ` and could not be fetched (${fault})`
  return withoutWindow([
    `Electron's program file is not installed${why}; "npx install-electron" takes the time it needs`,
  ])
}

function withoutWindow(reasons: readonly string[]): DesktopOutcome {
  return { kind: 'headless', banner: [noWindowText(reasons)] }
}

/** Runs the package's own script once; gives what went wrong in one line, undefined where nothing did. */
async function fetchElectron(installer: string, start: DesktopStart): Promise<string | undefined> {
  const child = spawn(process.execPath, [installer], {
    cwd: dirname(installer),
    env: start.environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: start.fetchLimitMs,
    killSignal: 'SIGKILL',
  })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const end = await endOf(child)
  if (end.error) return end.error.message
  if (end.signal) return 'it took too long'
  return end.code === 0 ? undefined : (/^.*Error: (.*)$/m.exec(output)?.[1] ?? `exit code ${end.code}`)
}

async function launch(electron: string, start: DesktopStart): Promise<DesktopOutcome> {
  const startedMs = start.clock.nowMs()
  const child = spawn(electron, [start.appFolder, ...start.args], {
    env: withoutNodeMode(start.environment),
    stdio: 'inherit',
    // A group of its own: Ctrl-C reaches it once, from here, and not a second time from the terminal. Chromium takes the
    // second for "at once". Windows knows no signals, and its consoles tell every program themselves.
    detached: start.platform !== 'win32',
  })
  const stopForwarding = start.platform === 'win32' ? outliveSignals() : forwardSignals(child)
  const end = await endOf(child)
  stopForwarding()
  const fault = earlyFault(end, start.clock.nowMs() - startedMs)
  if (fault === undefined) return { kind: 'ended', exitCode: exitCodeOf(end) }
  return withoutWindow([`Electron's program file ${electron} ${fault}`])
}

interface ProcessEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** It could not be started at all. */
  readonly error?: Error
}

function endOf(child: ChildProcess): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }))
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
}

function earlyFault({ code, signal, error }: ProcessEnd, livedMs: number): string | undefined {
  if (error) return `cannot be started (${error.message})`
  if (livedMs >= EARLY_END_MS) return undefined
  if (CANNOT_RUN_CODES.has(code)) return `cannot run here (exit code ${code}; what it said stands above)`
  return CRASH_SIGNALS.has(signal) ? `ended at once with ${signal} (what it said stands above)` : undefined
}

function exitCodeOf({ code, signal }: ProcessEnd): number {
  return code ?? SIGNAL_EXIT_BASE + (signal === null ? 0 : constants.signals[signal])
}

function forwardSignals(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
  for (const signal of FORWARDED_SIGNALS) process.on(signal, forward)
  return () => {
    for (const signal of FORWARDED_SIGNALS) process.off(signal, forward)
  }
}

/** Stays until the desktop program has ended, which the console tells to. */
function outliveSignals(): () => void {
  const stay = (): void => undefined
  process.on('SIGINT', stay)
  return () => void process.off('SIGINT', stay)
}

/** Consoles inside editors built on Electron set the variable, and it would make of Electron a plain Node. */
function withoutNodeMode(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _nodeMode, ...rest } = environment
  return rest
}
