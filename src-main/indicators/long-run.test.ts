import { describe, expect, it } from 'vitest'
import type { Candle } from '../domain/index.ts'
import type { Indicator } from './indicator.ts'
import { createIndicator, INDICATORS } from './registry.ts'
import { randomCandles } from './testing/random-candles.ts'

const BARS = 1_000_000
/** Bars of the walk, which is walked again and again. */
const LAP = 10_000
/** Of the walk, about. */
const PRICE = 100

/** Sums over everything that came: their exact values are computed with whole numbers. */
const TOTALS: Readonly<Record<string, (candles: Iterable<Candle>) => Record<string, number>>> = {
  obv: (candles) => ({ obv: exactObv(candles) }),
  adl: (candles) => ({ adl: exactAdl(candles) }),
  vwap: (candles) => ({ vwap: exactVwap(candles) }),
}

describe('after a million bars', () => {
  const lap = randomCandles(LAP, 3)

  function* bars(from = 0): Generator<Candle> {
    for (let index = from; index < BARS; index += 1) {
      const candle = lap[index % LAP]
      if (candle !== undefined) yield candle
    }
  }

  it.each(INDICATORS.filter(({ id }) => !(id in TOTALS)))(
    '$id has the values that it has after the last bars alone',
    ({ id, columns }) => {
      const long = feed(createIndicator(id), bars())
      // What came before so many bars has faded below the last digit of every average and left every window.
      const short = feed(createIndicator(id), bars(BARS - 2 * LAP))
      const faults = columns.flatMap(({ id: name, scale }, index) => {
        const [actual = Number.NaN, expected = Number.NaN] = [long.values[index], short.values[index]]
        const size = scale === 'price' || scale === 'spread' ? PRICE : 1
        const isSame = Number.isNaN(expected) ? Number.isNaN(actual) : isNear(actual, expected, size)
        return isSame ? [] : [{ name, actual, expected }]
      })
      expect(faults).toEqual([])
    },
  )

  it.each(Object.entries(TOTALS))('%s has the exact total', (id, exact) => {
    const indicator = feed(createIndicator(id), bars())
    const columns = INDICATORS.find((definition) => definition.id === id)?.columns ?? []
    for (const [name, expected] of Object.entries(exact(bars()))) {
      const actual = indicator.values[columns.findIndex((column) => column.id === name)] ?? Number.NaN
      expect({ actual, expected, isNear: isNear(actual, expected, 1) }).toMatchObject({ isNear: true })
    }
  })
})

/** Within a billionth of the value, or of its usual size. */
const isNear = (actual: number, expected: number, size: number): boolean =>
  Math.abs(actual - expected) <= 1e-9 * Math.max(Math.abs(expected), size)

function feed(indicator: Indicator, candles: Iterable<Candle>): Indicator {
  for (const candle of candles) indicator.update(candle)
  return indicator
}

/** Sum of numbers without rounding: each is taken as a whole number of 2^-60, which every number here is. */
class ExactSum {
  #units = 0n

  add(value: number): void {
    const high = Math.trunc(value * 2 ** 20)
    this.#units += BigInt(high) * 2n ** 40n + BigInt(Math.round((value * 2 ** 20 - high) * 2 ** 40))
  }

  get value(): number {
    return Number(this.#units) / 2 ** 60
  }

  dividedBy(other: ExactSum): number {
    return Number((this.#units * 2n ** 60n) / other.#units) / 2 ** 60
  }
}

function exactObv(candles: Iterable<Candle>): number {
  const sum = new ExactSum()
  let previous: number | undefined
  for (const { close, volume } of candles) {
    if (previous !== undefined) sum.add(Math.sign(close - previous) * volume)
    previous = close
  }
  return sum.value
}

function exactAdl(candles: Iterable<Candle>): number {
  const sum = new ExactSum()
  for (const { high, low, close, volume } of candles)
    sum.add(high === low ? 0 : ((close - low - (high - close)) / (high - low)) * volume)
  return sum.value
}

function exactVwap(candles: Iterable<Candle>): number {
  const [worth, volumes] = [new ExactSum(), new ExactSum()]
  for (const { high, low, close, volume } of candles) {
    worth.add(((high + low + close) / 3) * volume)
    volumes.add(volume)
  }
  return worth.dividedBy(volumes)
}
