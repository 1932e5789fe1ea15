import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { timeMs } from '../base/index.ts'
import type { Candle } from '../domain/index.ts'
import { type IndicatorTable, tabulate } from './indicator-series.ts'
import { chooseIndicator } from './registry.ts'
import { type Comparison, compareCells, readPublishedSeries } from './testing/published-series.ts'
import { referenceCandles } from './testing/reference-values.ts'

/** Folder with published reference series; it lies outside the repository and is not on every machine. */
const FOLDER = join(import.meta.dirname, '../../../shared/fixtures/classic')
const INPUT_FILE = 'ohlcv.csv'
const BOOK_FILE = 'tulip_atoz.json'
const IS_THERE = existsSync(join(FOLDER, INPUT_FILE))
const NOTE = '(skipped where the reference folder is missing)'

interface Source {
  readonly indicator: string
  readonly parameters: Readonly<Record<string, number | string>>
}

/** What each file was computed with; its columns are named like the indicator's. */
const SOURCES: Readonly<Record<string, Source>> = {
  'adx.csv': { indicator: 'adx', parameters: { period: 14 } },
  'atr.csv': { indicator: 'atr', parameters: { period: 14 } },
  'bb.csv': { indicator: 'bollinger', parameters: { period: 20, stdDev: 2 } },
  'donchian.csv': { indicator: 'donchian', parameters: { period: 20 } },
  'ema.csv': { indicator: 'ema', parameters: { period: 20 } },
  'fractal.csv': { indicator: 'fractal', parameters: { wing: 2 } },
  'heikinashi.csv': { indicator: 'heikinAshi', parameters: {} },
  'hma.csv': { indicator: 'hma', parameters: { period: 14 } },
  'ichimoku.csv': { indicator: 'ichimoku', parameters: { tenkan: 9, kijun: 26, senkouB: 52 } },
  'keltner.csv': { indicator: 'keltner', parameters: { period: 20, multiplier: 2, atrPeriod: 10 } },
  'macd.csv': { indicator: 'macd', parameters: { fast: 12, slow: 26, signal: 9 } },
  'obv.csv': { indicator: 'obv', parameters: {} },
  'psar.csv': { indicator: 'psar', parameters: { step: 0.02, max: 0.2 } },
  'rsi.csv': { indicator: 'rsi', parameters: { period: 14 } },
  'sma.csv': { indicator: 'sma', parameters: { period: 20 } },
  'stoch.csv': { indicator: 'stochastic', parameters: { period: 14, signal: 3, smooth: 3 } },
  'supertrend.csv': { indicator: 'supertrend', parameters: { period: 10, multiplier: 3 } },
  'vwap.csv': { indicator: 'vwap', parameters: { anchor: 'start' } },
}

/** A line for everything that was compared. */
const report: string[] = []

afterAll(() => {
  // oxlint-disable-next-line no-console -- how much was compared is the result that a reader looks for.
  if (report.length > 0) console.info(report.join('\n'))
})

const isClose = (actual: number, expected: number): boolean =>
  Math.abs(actual - expected) <= 1e-8 * Math.max(1, Math.abs(expected))

function seriesOf({ columns, values }: IndicatorTable, id: string): Float64Array {
  return values[columns.findIndex((column) => column.id === id)] ?? new Float64Array()
}

const files = IS_THERE ? readdirSync(FOLDER).filter((file) => file.endsWith('.csv') && file !== INPUT_FILE) : []

describe.skipIf(!IS_THERE)(`indicators against published series ${NOTE}`, () => {
  it('knows what every file was computed with', () => {
    expect(files.filter((file) => !Object.hasOwn(SOURCES, file))).toEqual([])
    expect(files.length).toBeGreaterThan(0)
  })

  it.each(files)('agree with every cell of %s, look-ahead columns only in batch mode', (file) => {
    const { indicator, parameters } = SOURCES[file] ?? { indicator: file, parameters: {} }
    const choice = chooseIndicator(indicator, parameters)
    const candles = referenceCandles()
    const expected = readPublishedSeries(join(FOLDER, file))
    const batch = tabulate(candles, choice, 'batch')
    expect(batch.columns.map(({ id }) => id)).toEqual(expected.columns)
    let compared = 0
    for (const [place, { id, scale }] of batch.columns.entries()) {
      const series = expected.values[place] ?? new Float64Array()
      const { cells, faults } = compareCells(seriesOf(batch, id), series, scale === 'flag' ? Object.is : isClose)
      expect(faults, `${file} ${id}`).toEqual([])
      expect(cells, `${file} ${id}`).toBeGreaterThan(0)
      compared += cells
    }
    const bars = candles.length
    report.push(
      `${file}: ${compared} values agree, the other ${bars * batch.columns.length - compared} are empty in both`,
    )
    const live = tabulate(candles, choice, 'live')
    for (const { id, lookAheadBars } of live.columns) {
      const known = lookAheadBars === 0 ? seriesOf(batch, id) : new Float64Array(bars).fill(Number.NaN)
      expect(seriesOf(live, id), `${id} in live mode`).toEqual(known)
    }
  })
})

const Entries = z.array(
  z.object({
    name: z.string(),
    options: z.record(z.string(), z.number()),
    inputs: z.record(z.string(), z.array(z.number())),
    outputs: z.record(z.string(), z.array(z.number())),
  }),
)
type Entry = z.infer<typeof Entries>[number]

interface BookSource {
  readonly indicator: string
  readonly parameters: (options: Entry['options']) => Source['parameters']
  /** Columns by the entry's names of them. */
  readonly columns: Readonly<Record<string, string>>
  /** The book's value from the column's, where it is written otherwise. */
  readonly toBook?: (value: number) => number
}

const period = (options: Entry['options']) => ({ period: options['period'] ?? Number.NaN })
const none = () => ({})
const single = (name: string, indicator: string, column = indicator): BookSource => ({
  indicator,
  parameters: period,
  columns: { [name]: column },
})

/** Entries that share the conventions of the engine. */
const BOOK_SOURCES: Readonly<Record<string, BookSource>> = {
  ad: { indicator: 'adl', parameters: none, columns: { ad: 'adl' } },
  bbands: {
    indicator: 'bollinger',
    parameters: (options) => ({ ...period(options), stdDev: options['stddev'] ?? Number.NaN }),
    columns: { bbands_lower: 'lowerBand', bbands_middle: 'sma', bbands_upper: 'upperBand' },
  },
  cci: single('cci', 'cci'),
  mfi: single('mfi', 'mfi'),
  obv: { indicator: 'obv', parameters: none, columns: { obv: 'obv' } },
  rocr: { ...single('rocr', 'roc'), toBook: (percent) => 1 + percent / 100 },
  rsi: single('rsi', 'rsi'),
  sma: single('sma', 'sma'),
  stddev: single('stddev', 'stdDev'),
  stoch: {
    indicator: 'stochastic',
    parameters: (options) => ({
      period: options['k_period'] ?? Number.NaN,
      smooth: options['k_slowing_period'] ?? Number.NaN,
      signal: options['d_period'] ?? Number.NaN,
    }),
    columns: { stoch_k: 'oscillator', stoch_d: 'signal' },
  },
  ultosc: {
    indicator: 'ultimate',
    parameters: (options) => ({
      short: options['short_period'] ?? Number.NaN,
      middle: options['medium_period'] ?? Number.NaN,
      long: options['long_period'] ?? Number.NaN,
    }),
    columns: { ultosc: 'ultimate' },
  },
  wilders: single('wilders', 'smma'),
  willr: single('willr', 'williamsR'),
  wma: single('wma', 'wma'),
}

const NOT_OFFERED = 'the engine has no such indicator'
const OTHER_SEED = 'seeded with the first value there, and the entry is too short for that to fade'
const EARLIER = 'starts one bar earlier there, with the range of the first bar'

/** Entries that cannot be compared, and why. */
const NOT_COMPARED: Readonly<Record<string, string>> = {
  adosc: NOT_OFFERED,
  adx: EARLIER,
  adxr: EARLIER,
  aroon: 'among equal extremes the newest bar counts there',
  atr: EARLIER,
  cmo: NOT_OFFERED,
  cvi: NOT_OFFERED,
  dema: OTHER_SEED,
  di: EARLIER,
  dm: EARLIER,
  dpo: NOT_OFFERED,
  dx: EARLIER,
  ema: OTHER_SEED,
  emv: NOT_OFFERED,
  fosc: NOT_OFFERED,
  kvo: NOT_OFFERED,
  macd: 'weighs by 0.15 and 0.075 there',
  mass: NOT_OFFERED,
  medprice: NOT_OFFERED,
  nvi: NOT_OFFERED,
  psar: 'the first two bars decide its direction at first there',
  qstick: NOT_OFFERED,
  tema: OTHER_SEED,
  tr: EARLIER,
  trima: NOT_OFFERED,
  trix: 'divides by the current value there',
  typprice: NOT_OFFERED,
  vhf: NOT_OFFERED,
  vosc: NOT_OFFERED,
  wad: NOT_OFFERED,
  wcprice: NOT_OFFERED,
}

/** Bars of an entry; a price that it leaves out is the close. */
function candlesOf({ inputs }: Entry): Candle[] {
  const closes = inputs['close'] ?? inputs['real'] ?? []
  return closes.map((close, bar) => ({
    openTimeMs: timeMs(bar * 60_000),
    open: close,
    high: inputs['high']?.[bar] ?? close,
    low: inputs['low']?.[bar] ?? close,
    close,
    volume: inputs['volume']?.[bar] ?? 0,
  }))
}

/** The book prints three decimals. */
const isPrintedAlike = (actual: number, expected: number): boolean => Math.abs(actual - expected) <= 1e-3

/** The entry has the newest bars only, and leaves out those at which one of its outputs has no value yet. */
function compareEntry(
  entry: Entry,
  { indicator, parameters, columns, toBook = (value) => value }: BookSource,
): Comparison {
  const candles = candlesOf(entry)
  const table = tabulate(candles, chooseIndicator(indicator, parameters(entry.options)), 'batch')
  const comparisons = Object.entries(entry.outputs).map(([name, printed]) => {
    const actual = seriesOf(table, columns[name] ?? name)
      .slice(-printed.length)
      .map(toBook)
    return compareCells(actual, Float64Array.from(printed), isPrintedAlike)
  })
  return {
    cells: comparisons.reduce((total, { cells }) => total + cells, 0),
    faults: comparisons.flatMap(({ faults }) => faults),
  }
}

const entries = IS_THERE ? Entries.parse(JSON.parse(readFileSync(join(FOLDER, BOOK_FILE), 'utf8'))) : []

describe.skipIf(!IS_THERE)(`indicators against the printed values of a book ${NOTE}`, () => {
  it('knows of every entry what it is compared with, or why it is not', () => {
    const known = [...Object.keys(BOOK_SOURCES), ...Object.keys(NOT_COMPARED)]
    expect(entries.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b))).toEqual(
      known.toSorted((a, b) => a.localeCompare(b)),
    )
    for (const [name, reason] of Object.entries(NOT_COMPARED)) report.push(`${name}: not compared, ${reason}`)
  })

  it.each(entries.filter(({ name }) => name in BOOK_SOURCES))('agree with every value of $name', (entry) => {
    const source = BOOK_SOURCES[entry.name] ?? single(entry.name, entry.name)
    const { cells, faults } = compareEntry(entry, source)
    expect(faults).toEqual([])
    expect(cells).toBeGreaterThan(0)
    report.push(`${entry.name}: ${cells} values agree to three decimals`)
  })
})
