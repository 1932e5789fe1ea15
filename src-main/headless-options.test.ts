import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FatalError } from './base/index.ts'
import { HEADLESS_HELP, parseHeadlessArgs } from './headless-options.ts'

function faultOf(args: readonly string[]): { message: string; exitCode: number } {
  try {
    parseHeadlessArgs(args, {})
  } catch (error) {
    if (error instanceof FatalError) return { message: error.message, exitCode: error.exitCode }
  }
  throw new Error('nothing was refused')
}

describe('parseHeadlessArgs', () => {
  it('takes the folder of the environment, and colours the console, unless told otherwise', () => {
    expect(parseHeadlessArgs([], { WHEELHOUSE_HOME: '/data' })).toEqual({
      home: resolve('/data'),
      logFolder: join(resolve('/data'), 'logs'),
      logLevel: 'info',
      keyVariables: {},
      console: 'pretty',
      environment: { WHEELHOUSE_HOME: '/data' },
    })
  })

  it('lets arguments win over the environment', () => {
    const environment = { WHEELHOUSE_HOME: '/data', WHEELHOUSE_GATEWAY_PORT: '4000', OTHER: 'kept' }
    const args = ['--home', '/mine', '--port', '0', '--speed', '60', '--log-level', 'warn', '--quiet']
    expect(parseHeadlessArgs(args, environment)).toEqual({
      home: resolve('/mine'),
      logFolder: join(resolve('/mine'), 'logs'),
      logLevel: 'warn',
      keyVariables: {},
      console: 'off',
      environment: {
        WHEELHOUSE_HOME: '/data',
        WHEELHOUSE_GATEWAY_PORT: '0',
        WHEELHOUSE_MARKET_SIMULATED_SPEED: '60',
        WHEELHOUSE_MONITORING_LOG_LEVEL: 'warn',
        OTHER: 'kept',
      },
    })
  })

  it('takes an empty WHEELHOUSE_HOME for none, never for the working folder', () => {
    const options = parseHeadlessArgs([], { WHEELHOUSE_HOME: '' })
    expect(options).not.toBe('help')
    expect(options === 'help' ? '' : options.home).not.toBe(process.cwd())
  })

  it('helps, naming every argument', () => {
    expect(parseHeadlessArgs(['--help', '--port', 'nonsense'], {})).toBe('help')
    for (const name of ['home', 'port', 'speed', 'passphrase-file', 'log-level', 'quiet', 'help']) {
      expect(HEADLESS_HELP).toContain(`--${name}`)
    }
  })

  const sources: [string[], Record<string, string>, object | undefined][] = [
    [[], {}, undefined],
    [[], { WHEELHOUSE_PASSPHRASE: '', WHEELHOUSE_PASSPHRASE_FILE: '' }, undefined],
    [['--passphrase-file', 'p'], {}, { kind: 'file', file: resolve('p') }],
    [[], { WHEELHOUSE_PASSPHRASE_FILE: '/p' }, { kind: 'file', file: resolve('/p') }],
    [[], { WHEELHOUSE_PASSPHRASE: 'x' }, { kind: 'text', text: 'x', origin: 'WHEELHOUSE_PASSPHRASE' }],
    [
      ['--passphrase-file', '/p'],
      { WHEELHOUSE_PASSPHRASE_FILE: '/q', WHEELHOUSE_PASSPHRASE: 'x' },
      { kind: 'file', file: resolve('/p') },
    ],
  ]
  it.each(sources)('takes the passphrase from %j and %j', (args, environment, passphrase) => {
    const options = parseHeadlessArgs(args, environment)
    expect(options === 'help' ? 'help' : options.passphrase).toEqual(passphrase)
  })

  it('takes the keys of venues out of the environment, and hands them on apart', () => {
    const environment: NodeJS.ProcessEnv = { BINANCE_API_KEY: 'key', BINANCE_SECRET_KEY: 'secret', OTHER: 'kept' }
    const options = parseHeadlessArgs([], environment)
    expect(options).toHaveProperty('keyVariables', { BINANCE_API_KEY: 'key', BINANCE_SECRET_KEY: 'secret' })
    expect(options).toHaveProperty('environment', { OTHER: 'kept' })
    expect(environment).toEqual({ OTHER: 'kept' })
  })

  it('takes the passphrase itself out of the environment, and hands it on to nobody', () => {
    const environment: NodeJS.ProcessEnv = { WHEELHOUSE_PASSPHRASE: 'x', OTHER: 'kept' }
    expect(parseHeadlessArgs([], environment)).toHaveProperty('environment', { OTHER: 'kept' })
    expect(environment).toEqual({ OTHER: 'kept' })
  })

  it('takes the passphrase out also where the arguments are wrong', () => {
    const environment: NodeJS.ProcessEnv = { WHEELHOUSE_PASSPHRASE: 'x' }
    expect(() => parseHeadlessArgs(['--nonsense'], environment)).toThrow(FatalError)
    expect(environment).toEqual({})
  })

  it('does not guess which of two passphrases of the environment is meant', () => {
    expect(() => parseHeadlessArgs([], { WHEELHOUSE_PASSPHRASE: 'x', WHEELHOUSE_PASSPHRASE_FILE: '/p' })).toThrow(
      'WHEELHOUSE_PASSPHRASE_FILE and WHEELHOUSE_PASSPHRASE are both set; set one of them.',
    )
  })

  const faults: [string[], string][] = [
    [['--passphrase-file', ''], '--passphrase-file is empty; it must name a file.'],
    [['--port', '65536'], '--port is "65536"; a whole number from 0 to 65535 is allowed.'],
    [['--port', '4000.5'], '--port is "4000.5"; a whole number from 0 to 65535 is allowed.'],
    [['--port', ''], '--port is ""; a whole number from 0 to 65535 is allowed.'],
    [['--port', '0x10'], '--port is "0x10"; a whole number from 0 to 65535 is allowed.'],
    [['--port=-1'], '--port is "-1"; a whole number from 0 to 65535 is allowed.'],
    [['--speed', '0'], '--speed is "0"; a whole number from 1 to 1000 is allowed.'],
    [['--speed', '1001'], '--speed is "1001"; a whole number from 1 to 1000 is allowed.'],
    [['--speed', 'max'], '--speed is "max"; a whole number from 1 to 1000 is allowed.'],
    [['--log-level', 'loud'], '--log-level is "loud"; allowed are debug, info, warn, error.'],
    [['--home', ''], '--home is empty; it must name a folder.'],
  ]
  it.each(faults)('refuses %j with exit code 2', (args, message) => {
    expect(faultOf(args)).toEqual({ message, exitCode: 2 })
  })

  it.each([
    [['--nonsense'], /^Unknown option '--nonsense'.*See --help\.$/],
    [['--port'], /^Option '--port <value>' argument missing.*See --help\.$/],
    [['folder'], /^Unexpected argument 'folder'.*See --help\.$/],
  ])('refuses %j, as the caller wrote it', (args, message) => {
    const fault = faultOf(args)
    expect(fault.message).toMatch(message)
    expect(fault.exitCode).toBe(2)
  })
})
