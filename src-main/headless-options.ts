import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { dataFolder, errorText, FatalError } from './base/index.ts'
import { type KeyVariables, type PassphraseSource, takeAccountKeys } from './engine.ts'

export const HEADLESS_HELP = `Usage: wheelhouse start [options]

  --home DIR         data folder (also WHEELHOUSE_HOME; default: the system's place for application data)
  --port N           port on 127.0.0.1, 0 = any free one (also WHEELHOUSE_GATEWAY_PORT; default 4000)
  --speed N          session time per real time of the simulated market, 1 to 1000 (default 20)
  --passphrase-file FILE
                     unlocks the secrets with the passphrase in this file, which only its owner may read (also
                     WHEELHOUSE_PASSPHRASE_FILE; WHEELHOUSE_PASSPHRASE holds the passphrase itself)
  --log-level LEVEL  debug, info, warn or error (also WHEELHOUSE_MONITORING_LOG_LEVEL; default info)
  --quiet            no log on the console; the file in the data folder is written all the same
  --help             this text

BINANCE_API_KEY and BINANCE_SECRET_KEY hold the keys of accounts at Binance where the vault has none, BYBIT_API_KEY and so
on those of the others.
`

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface HeadlessOptions {
  readonly home: string
  readonly logFolder: string
  /** Until the configuration has been read, which knows of the argument too. */
  readonly logLevel: LogLevel
  readonly console: 'pretty' | 'json' | 'off'
  /** Absent where none is given. */
  readonly passphrase?: PassphraseSource
  /** Keys of venues that the environment gave. */
  readonly keyVariables: KeyVariables
  /** Configuration keys set on the command line, as environment variables would. */
  readonly environment: NodeJS.ProcessEnv
}

const OPTIONS = {
  home: { type: 'string' },
  port: { type: 'string' },
  speed: { type: 'string' },
  'passphrase-file': { type: 'string' },
  'log-level': { type: 'string' },
  quiet: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const PASSPHRASE_VARIABLE = 'WHEELHOUSE_PASSPHRASE'

/**
 * Reads the arguments; they win over environment variables. A fault is a {@link FatalError} with exit code 2 that names
 * the argument. `WHEELHOUSE_PASSPHRASE` and keys of venues, such as `BINANCE_API_KEY`, are removed from the environment given, so that nothing started from here on
 * inherits it.
 */
export function parseHeadlessArgs(args: readonly string[], environment: NodeJS.ProcessEnv): HeadlessOptions | 'help' {
  const givenPassphrase = environment[PASSPHRASE_VARIABLE]
  delete environment[PASSPHRASE_VARIABLE]
  const keyVariables = takeAccountKeys(environment)
  const values = readArgs(args)
  if (values.help) return 'help'
  if (values.home === '') throw new FatalError('--home is empty; it must name a folder.', { exitCode: 2 })
  const home = dataFolder(values.home, environment)
  const overrides: NodeJS.ProcessEnv = {}
  if (values.port !== undefined) overrides['WHEELHOUSE_GATEWAY_PORT'] = wholeNumber('--port', values.port, [0, 65_535])
  if (values.speed !== undefined) {
    overrides['WHEELHOUSE_MARKET_SIMULATED_SPEED'] = wholeNumber('--speed', values.speed, [1, 1000])
  }
  const givenLevel = logLevel(values['log-level'])
  if (givenLevel !== undefined) overrides['WHEELHOUSE_MONITORING_LOG_LEVEL'] = givenLevel
  const passphrase = passphraseSource(values['passphrase-file'], environment, givenPassphrase)
  return {
    home,
    ...(passphrase ? { passphrase } : {}),
    keyVariables,
    logFolder: join(home, 'logs'),
    logLevel: givenLevel ?? 'info',
    console: values.quiet ? 'off' : 'pretty',
    environment: { ...environment, ...overrides },
  }
}

/** The file of the argument, else the file or the text of the environment; both of them would leave it open which is meant. */
function passphraseSource(
  argument: string | undefined,
  environment: NodeJS.ProcessEnv,
  text: string | undefined,
): PassphraseSource | undefined {
  if (argument === '') throw new FatalError('--passphrase-file is empty; it must name a file.', { exitCode: 2 })
  if (argument !== undefined) return { kind: 'file', file: resolve(argument) }
  const file = environment['WHEELHOUSE_PASSPHRASE_FILE']
  if (file && text) {
    throw new FatalError(`WHEELHOUSE_PASSPHRASE_FILE and ${PASSPHRASE_VARIABLE} are both set; set one of them.`, {
      exitCode: 2,
    })
  }
  if (file) return { kind: 'file', file: resolve(file) }
  return text ? { kind: 'text', text, origin: PASSPHRASE_VARIABLE } : undefined
}

function readArgs(args: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'] {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values
  } catch (error) {
    throw new FatalError(`${errorText(error)}. See --help.`, { exitCode: 2, cause: error })
  }
}

function wholeNumber(name: string, text: string, [low, high]: readonly [number, number]): string {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < low || value > high) {
    throw new FatalError(`${name} is "${text}"; a whole number from ${low} to ${high} is allowed.`, { exitCode: 2 })
  }
  return String(value)
}

function logLevel(text: string | undefined): LogLevel | undefined {
  if (text === undefined) return undefined
  const level = LOG_LEVELS.find((known) => known === text)
  if (level) return level
  throw new FatalError(`--log-level is "${text}"; allowed are ${LOG_LEVELS.join(', ')}.`, { exitCode: 2 })
}
