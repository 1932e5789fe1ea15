import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { INDICATORS, STUDIES } from '../../indicators/index.ts'
import { runProgram } from '../testing/run-program.ts'

const START_MS = Date.UTC(2026, 0, 5)
const STEP_MS = 300_000

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-indicators-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
  rmSync(folder, { recursive: true, force: true })
})

const path = (name: string): string => join(folder, name)

const run = (...args: string[]) => runProgram(folder, ['indicators', ...args])

/** Bars of five minutes that rise and fall; one that `change` makes of each line. */
function writeBars(change: (line: string, row: number) => string = (line) => line, header?: string): string {
  const lines = Array.from({ length: 300 }, (_, index) => {
    const close = 1_000 + 40 * Math.sin(index / 8) + index / 10
    return change([START_MS + index * STEP_MS, close - 1, close + 2, close - 3, close, 50 + index].join(','), index + 1)
  })
  writeFileSync(path('bars.csv'), [header ?? 'ts_ms,open,high,low,close,volume', ...lines, ''].join('\n'))
  return path('bars.csv')
}

const compute = (data: string, ...args: string[]) => run('compute', '--data', data, '--out', path('out.csv'), ...args)
const rows = (): string[][] => {
  const lines = readFileSync(path('out.csv'), 'utf8').trimEnd().split('\n')
  return lines.map((line) => line.split(','))
}

describe('wheelhouse indicators compute', () => {
  it('writes a row for every bar, with empty cells where there is no value', async () => {
    const answer = await compute(writeBars(), '--indicator', 'sma', '--params', '{"period":3}')
    expect(answer).toMatchObject({ code: 0, stderr: '' })
    const [header, first, second, third, ...rest] = rows()
    expect([header, first, second]).toEqual([
      ['index', 'sma'],
      ['0', ''],
      ['1', ''],
    ])
    expect(Number(third?.[1])).toBeCloseTo(
      1_000 + (40 * (Math.sin(0) + Math.sin(1 / 8) + Math.sin(2 / 8))) / 3 + 0.1,
      9,
    )
    expect(rest).toHaveLength(297)
  })

  it('writes numbers with all their digits', async () => {
    await compute(writeBars(), '--indicator', 'ema')
    for (const [, text] of rows().slice(21)) expect(String(Number(text))).toBe(text)
  })

  it('reads gzipped bars, finds columns by their names and ignores others', async () => {
    const plain = writeBars()
    await compute(plain, '--indicator', 'rsi')
    const expected = rows()
    const shuffled = readFileSync(plain, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(',').toReversed().join(',').concat(',x'))
    writeFileSync(path('bars.csv.gz'), gzipSync(shuffled.join('\n')))
    expect(await compute(path('bars.csv.gz'), '--indicator', 'rsi')).toMatchObject({ code: 0 })
    expect(rows()).toEqual(expected)
  })

  it('looks ahead in batch mode and leaves those columns empty in live mode', async () => {
    const data = writeBars()
    await compute(data, '--indicator', 'ichimoku')
    const batch = rows()
    await compute(data, '--indicator', 'ichimoku', '--mode', 'live')
    const live = rows()
    const at = batch[0]?.indexOf('chikouSpan') ?? -1
    expect(batch[1]?.[at]).not.toBe('')
    expect(live.slice(1).every((row) => row[at] === '')).toBe(true)
    expect(live.map((row) => row.filter((_, column) => column !== at))).toEqual(
      batch.map((row) => row.filter((_, column) => column !== at)),
    )
  })

  it('writes flags as 1 and 0', async () => {
    await compute(writeBars(), '--indicator', 'psar')
    expect(
      new Set(
        rows()
          .slice(1)
          .map((row) => row[2]),
      ),
    ).toEqual(new Set(['', '0', '1']))
  })

  it('computes studies that look ahead in batch mode only, and says where to look instead', async () => {
    const data = writeBars()
    expect(await compute(data, '--indicator', 'smc.swings')).toMatchObject({ code: 0 })
    expect(rows()[0]).toEqual(['index', 'HighLow', 'Level'])
    expect(await compute(data, '--indicator', 'smc.swings', '--mode', 'live')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"wheelhouse indicators records"'),
    })
  })
})

describe('wheelhouse indicators records', () => {
  const records = (...args: string[]) => run('records', '--data', writeBars(), '--out', path('out.jsonl'), ...args)
  const read = (): Record<string, unknown>[] =>
    readFileSync(path('out.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  it('writes one object a line, ordered by the time of confirmation and then by id, with the length of the bars', async () => {
    expect(await records()).toMatchObject({ code: 0, stderr: '' })
    const found = read()
    expect(found.length).toBeGreaterThan(10)
    expect(new Set(found.map(({ timeframe }) => timeframe))).toEqual(new Set(['5m']))
    const order = found.map(({ confirmedAtMs, id }) => [confirmedAtMs, id] as [number, string])
    expect(order).toEqual(order.toSorted(([a, one], [b, other]) => a - b || (one < other ? -1 : 1)))
  })

  it('writes the kinds that were asked for', async () => {
    await records('--kinds', 'swing,bos')
    expect(new Set(read().map(({ kind }) => kind))).toEqual(new Set(['swing', 'bos']))
  })

  it('refuses an unknown kind and a faulty parameter by name', async () => {
    expect(await records('--kinds', 'swing,gap')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/got "gap"\.\n$/),
    })
    expect(await records('--params', '{"swingLength":0}')).toMatchObject({
      code: 2,
      stderr: 'wheelhouse: indicator records: swingLength must be at least 1, got 0.\n',
    })
    expect(existsSync(path('out.jsonl'))).toBe(false)
  })
})

describe('bad input', () => {
  const cell = (row: number, column: number, text: string) => (line: string, at: number) =>
    at === row ? line.split(',').with(column, text).join(',') : line

  it.each([
    ['a missing column', () => writeBars(undefined, 'ts_ms,open,high,low,close,amount'), /has no column "volume"/],
    ['a value that is none', () => writeBars(cell(7, 4, 'NaN')), /row 7 .*"close" is not a number: "NaN"/],
    ['an empty value', () => writeBars(cell(7, 4, '')), /row 7 .*"close" is empty/],
    ['a high below the low', () => writeBars(cell(9, 2, '1')), /row 9 .*"high" is below low/],
    ['a time that goes back', () => writeBars(cell(5, 0, String(START_MS))), /row 5 .*"ts_ms" does not increase/],
    ['a file that is not there', () => path('none.csv'), /none\.csv does not exist/],
  ])('%s is refused with exit code 2 and one line, and nothing is written', async (_, file, message) => {
    const answer = await compute(file(), '--indicator', 'sma')
    expect(answer).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) })
    expect(answer.stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual([])
  })

  it.each([
    [['--indicator', 'smaa'], /indicator "smaa" is unknown; known are sma, ema/],
    [['--indicator', 'smc.gaps'], /"smc\.gaps" is unknown; known are smc\.swings/],
    [['--indicator', 'sma', '--params', '{"period":0}'], /indicator sma: period must be at least 1, got 0/],
    [['--indicator', 'sma', '--params', '{"length":5}'], /indicator sma: must not have "length"/],
    [['--indicator', 'sma', '--params', '[5]'], /--params must be a JSON object/],
    [['--indicator', 'sma', '--params', '{period:5}'], /--params must be a JSON object/],
    [['--indicator', 'sma', '--mode', 'fast'], /--mode must be one of batch, live, got "fast"/],
  ])('%j is refused in one line that names what is at fault', async (args, message) => {
    const answer = await compute(writeBars(), ...args)
    expect(answer).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) })
    expect(answer.stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(existsSync(path('out.csv'))).toBe(false)
  })

  it('leaves an older file as it was', async () => {
    writeFileSync(path('out.csv'), 'mine')
    await compute(writeBars(cell(7, 4, 'x')), '--indicator', 'sma')
    expect(readFileSync(path('out.csv'), 'utf8')).toBe('mine')
  })

  it('takes bars of any length that begin at any time', async () => {
    const data = writeBars((line, row) => [START_MS + 777 + row * 1_500, ...line.split(',').slice(1)].join(','))
    expect(await compute(data, '--indicator', 'sma')).toMatchObject({ code: 0 })
  })

  it('writes through a link, and into a device', async () => {
    writeFileSync(path('real.csv'), 'old')
    symlinkSync(path('real.csv'), path('out.csv'))
    await compute(writeBars(), '--indicator', 'sma')
    expect(lstatSync(path('out.csv')).isSymbolicLink()).toBe(true)
    expect(readFileSync(path('real.csv'), 'utf8')).toMatch(/^index,sma\n/)
    const answer = await run('compute', '--data', writeBars(), '--indicator', 'sma', '--out', '/dev/null')
    expect(answer).toMatchObject({ code: 0 })
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true)
  })

  it('says so when the answer cannot be written', async () => {
    const answer = await run('compute', '--data', writeBars(), '--indicator', 'sma', '--out', path('no/such/out.csv'))
    expect(answer).toMatchObject({ code: 2, stderr: expect.stringContaining('out.csv cannot be written') })
  })
})

describe('wheelhouse indicators list', () => {
  it('prints every id with parameters, columns, warm-up and description as JSON', async () => {
    const answer = await run('list', '--json')
    const listed = JSON.parse(answer.stdout) as { id: string }[]
    expect(listed.map(({ id }) => id)).toEqual([...INDICATORS, ...STUDIES].map(({ id }) => id))
    expect(listed.find(({ id }) => id === 'ichimoku')).toMatchObject({
      parameters: [{ name: 'tenkan', default: 9, minimum: 1 }, { name: 'kijun' }, { name: 'senkouB' }],
      columns: [
        { name: 'tenkanSen', lookAhead: false },
        { name: 'kijunSen' },
        { name: 'senkouSpanA' },
        { name: 'senkouSpanB' },
        { name: 'chikouSpan', lookAhead: true },
      ],
    })
    expect(listed.find(({ id }) => id === 'vwap')).toMatchObject({
      parameters: [{ name: 'anchor', default: 'start', options: ['start', 'day', 'week'] }],
    })
  })

  it('prints a table for a person', async () => {
    const { stdout } = await run('list')
    expect(stdout).toMatch(/^indicator +title +parameters +columns +warm-up\n/)
    expect(stdout).toMatch(/\nsma +Simple moving average +period=20 +sma +20\n/)
  })
})
