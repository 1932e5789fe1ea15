import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runProgram } from './testing/run-program.ts'

const START_MS = 1_767_571_200_000

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-cli-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
  rmSync(folder, { recursive: true, force: true })
})

const run = (...args: string[]) => runProgram(folder, args)

/** Bars that rise and fall, so that averages cross. */
function writeBars(change: (line: string, index: number) => string = (line) => line): string {
  const lines = Array.from({ length: 600 }, (_, index) => {
    const close = 1_000 + 40 * Math.sin(index / 20)
    const cells = [START_MS + index * 60_000, close, close + 1, close - 1, close, 50]
    return change(cells.join(','), index)
  })
  const file = join(folder, 'bars.csv')
  writeFileSync(file, ['ts_ms,open,high,low,close,volume', ...lines, ''].join('\n'))
  return file
}

describe('wheelhouse', () => {
  it('helps, and names its version', async () => {
    const help = await run('--help')
    expect(help).toMatchObject({ code: 0, stderr: '' })
    for (const command of [
      'start',
      'stop',
      'status',
      'health',
      'kill',
      'components',
      'config',
      'endpoints',
      'strategies',
      'orders',
      'positions',
      'quarantine',
      'alerts',
      'secrets',
      'replay',
    ]) {
      expect(help.stdout).toContain(`  ${command} `)
    }
    expect((await run('version')).stdout).toMatch(/^wheelhouse \d+\.\d+\.\d+ \(Node 24\./)
  })

  const usageErrors: [string[], string][] = [
    [['nonsense'], "unknown command 'nonsense'"],
    [['status', '--nonsense'], "unknown option '--nonsense'"],
    [['orders', 'cancel'], "missing required argument 'orderId'"],
    [['quarantine', 'hold', '--reason', 'x'], "missing required argument 'instrumentId'"],
    [['quarantine', 'release', 'x:Y'], "required option '--reason <text>' not specified"],
    [['alerts', 'acknowledge'], "missing required argument 'alertId'"],
    [['secrets', 'put'], "missing required argument 'name'"],
    [['secrets', 'put', 'a.key', 'value'], 'too many arguments'],
    [['close', 'p', '--fraction', '0'], 'a number above 0 and at most 1 is allowed'],
    [['components', 'restart'], "missing required argument 'name'"],
    [['config', 'revert'], "missing required argument 'version'"],
    [['config', 'revert', 'newest'], 'a whole number from 1 on is allowed'],
    [['config', 'history', '--limit', '0'], 'a whole number from 1 on is allowed'],
    [['strategies', 'set', 'ema-cross'], "missing required argument 'parameter=value'"],
    [['replay'], "required option '--data <file>' not specified"],
    [['replay', '--data', 'x', '--tick', '0'], 'a decimal number above 0 is allowed'],
    [['replay', '--data', 'x', '--lot', 'small'], 'a decimal number above 0 is allowed'],
    [['replay', '--data', 'x', '--cash', '-5'], 'a decimal number above 0 is allowed'],
    [['replay', '--data', 'x', '--fee-bps', '101'], 'a number from 0 to 100 is allowed'],
    [['replay', '--data', 'x', '--speed', 'fast'], 'a number above 0, or max, is allowed'],
  ]
  it.each(usageErrors)('refuses %j with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await run(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).toContain('See --help.')
  })

  it.each([
    ['stop'],
    ['status'],
    ['health'],
    ['kill'],
    ['components'],
    ['components', 'restart', 'storage'],
    ['config', 'history'],
    ['config', 'revert', '1'],
    ['endpoints'],
    ['strategies'],
    ['orders'],
    ['orders', 'cancel-all'],
    ['positions'],
    ['alerts'],
    ['alerts', 'acknowledge', 'all'],
    ['secrets', 'list'],
    ['secrets', 'status'],
    ['secrets', 'remove', 'a.key'],
    // Before it asks for anything.
    ['secrets', 'put', 'a.key'],
    ['secrets', 'unlock'],
    ['secrets', 'passphrase'],
  ])('%s %s says with exit code 3 that no engine runs', async (...args) => {
    const { code, stderr } = await run(...args)
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: `wheelhouse: No engine runs on ${folder}. Start one with "wheelhouse start --home ${folder}".\n`,
    })
  })
})

describe('wheelhouse replay', () => {
  const fast = ['--set', 'fastPeriod=3', 'slowPeriod=8']

  it('prints what came of it, the same bytes for the same input', async () => {
    const file = writeBars()
    const first = await run('replay', '--data', file, '--json', ...fast)
    const second = await run('replay', '--data', file, '--json', ...fast)
    expect(first.code).toBe(0)
    expect(second.stdout).toBe(first.stdout)
    expect(first.stderr).toMatch(/^600 candles in \d+ ms, \d+ candles\/s\n$/)
    const report = JSON.parse(first.stdout)
    expect(report).toMatchObject({ candles: 600, firstCandleMs: START_MS, ledgerBalanced: true, rejections: 0 })
    expect(report.fills).toBeGreaterThan(10)
    expect(report.finalCash).not.toBe(report.startingCash)
  })

  it('prints a table for a person', async () => {
    const { stdout } = await run('replay', '--data', writeBars(), ...fast)
    expect(stdout).toContain('candles        600\n')
    expect(stdout).toContain('ledger         balanced\n')
  })

  it('takes costs, cash and parameters as told', async () => {
    const file = writeBars()
    const free = JSON.parse((await run('replay', '--data', file, '--json', '--fee-bps', '0', ...fast)).stdout)
    const rich = JSON.parse((await run('replay', '--data', file, '--json', '--cash', '200000', ...fast)).stdout)
    expect([free.fees, rich.startingCash]).toEqual(['0', '200000'])
    const idle = await run('replay', '--data', file, '--json', '--set', 'slowPeriod=1000')
    expect(JSON.parse(idle.stdout)).toMatchObject({ signals: 0, orders: 0, finalEquity: 100_000 })
  })

  it('is as fast as it is told to be, and ends with its data', async () => {
    const file = join(folder, 'few.csv')
    const rows = [0, 1].map((minute) => `${START_MS + minute * 60_000},10,11,9,10,1`)
    writeFileSync(file, ['ts_ms,open,high,low,close,volume', ...rows, ''].join('\n'))
    expect((await run('replay', '--data', file, '--speed', '1000', '--json')).code).toBe(0)
  })

  it.each([
    ['a missing file', ['--data', '/nowhere/bars.csv'], '/nowhere/bars.csv does not exist'],
    ['an unknown strategy', ['--strategy', 'nope'], 'There is no strategy "nope". Known: ema-cross.'],
    ['an unknown parameter', ['--set', 'fast=3'], 'ema-cross.parameters: Unrecognized key: "fast"'],
    [
      'an impossible parameter',
      ['--set', 'slowPeriod=2'],
      'ema-cross.parameters.slowPeriod: must be above fastPeriod (9), got 2',
    ],
    ['a pair that is none', ['--set', 'fast'], '"fast" is not of the form parameter=value.'],
    ['an unknown timeframe', ['--timeframe', '7m'], 'ema-cross.timeframe'],
  ])('refuses %s with exit code 2', async (_, args, message) => {
    const { code, stdout, stderr } = await run('replay', '--data', writeBars(), ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.startsWith('wheelhouse: ')).toBe(true)
    expect(stderr).toContain(message)
  })

  it('names row, line and column of a broken bar', async () => {
    const file = writeBars((line, index) => (index === 41 ? line.replace(/,50$/, ',many') : line))
    const { code, stderr } = await run('replay', '--data', file)
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `wheelhouse: Candle file ${file}, row 42 (line 43), column "volume" is not a number: "many".\n`,
    })
  })
})
