import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom, timeMs } from '../../base/index.ts'
import type { Candle } from '../../domain/index.ts'
import { chooseStudy, STUDIES } from './studies.ts'
import { latticeBars } from './testing/study-cases.ts'

const HUGE_PRICE = 1e150

const scaled = (candle: Candle, factor: number): Candle => ({
  ...candle,
  open: candle.open * factor,
  high: candle.high * factor,
  low: candle.low * factor,
  close: candle.close * factor,
})

/** Market data of the awkward kinds, each made of the same walk. */
const MARKETS: Readonly<Record<string, (candles: readonly Candle[], random: SeededRandom) => Candle[]>> = {
  walk: (candles) => [...candles],
  flat: (candles) => candles.map((candle) => ({ ...candle, open: 7, high: 7, low: 7, close: 7 })),
  untraded: (candles) => candles.map((candle) => ({ ...candle, volume: 0 })),
  huge: (candles) => candles.map((candle) => scaled(candle, HUGE_PRICE)),
  tiny: (candles) => candles.map((candle) => scaled(candle, 1 / HUGE_PRICE)),
  gappy(candles, random) {
    let lastMs = 0
    return candles.map((candle) => {
      lastMs += 60_000 * (random.next() < 0.2 ? Math.ceil(random.next() * 30_000) : 15)
      return { ...candle, openTimeMs: timeMs(lastMs), gap: true }
    })
  },
}

const markets = fc
  .record({ kind: fc.constantFrom(...Object.keys(MARKETS)), seed: fc.nat(1e6), bars: fc.integer({ min: 0, max: 250 }) })
  .map(({ kind, seed, bars }) => MARKETS[kind]?.(latticeBars(bars, seed), new SeededRandom(seed)) ?? [])

type Row = readonly number[]
const isNone = (value: number | undefined): boolean => value === undefined || Number.isNaN(value)
const allOrNone = (row: Row): boolean => row.every((value) => isNone(value) === isNone(row[0]))
const all = (row: Row): boolean => row.every((value) => !isNone(value))

/** Whether a row has exactly the values that belong together. */
const IS_COMPLETE: Readonly<Record<string, (row: Row) => boolean>> = {
  'smc.swings': allOrNone,
  'smc.fvg': allOrNone,
  'smc.structure': ([bos, choch, level, broken]) =>
    isNone(level) ? isNone(bos) && isNone(choch) : isNone(bos) !== isNone(choch) && !isNone(broken),
  'smc.orderBlocks': allOrNone,
  'smc.liquidity': allOrNone,
  'smc.previousHighLow': ([high, low, ...flags]) => isNone(high) === isNone(low) && all(flags),
  'smc.session': all,
  'smc.retracements': all,
}

describe.each(STUDIES)('$id on any market', ({ id, columns }) => {
  it('has one value per column and bar, none of them infinite, and none missing where one belongs', () => {
    fc.assert(
      fc.property(markets, (candles) => {
        const computed = chooseStudy(id).compute(candles)
        expect(computed.map(({ length }) => length)).toEqual(columns.map(() => candles.length))
        const rows = candles.map((_, index) => computed.map((column) => column[index] ?? Infinity))
        expect(rows.filter((row) => row.some((value) => Math.abs(value) === Infinity))).toEqual([])
        expect(rows.filter((row) => IS_COMPLETE[id]?.(row) !== true)).toEqual([])
      }),
    )
  })

  it('multiplies its prices, and nothing else, with those of the market', () => {
    fc.assert(
      fc.property(markets, fc.integer({ min: -20, max: 20 }), (candles, exponent) => {
        const factor = 2 ** exponent
        const before = chooseStudy(id).compute(candles)
        const after = chooseStudy(id).compute(candles.map((candle) => scaled(candle, factor)))
        const expected = before.map((column, place) =>
          columns[place]?.scale === 'price' ? column.map((value) => value * factor) : column,
        )
        expect(after).toEqual(expected)
      }),
    )
  })
})
