import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candle, type Timeframe, TIMEFRAME_MS } from '../domain/index.ts'
import { AGGREGATED_TIMEFRAMES, CandleAggregator } from './candle-aggregator.ts'
import { floorTo, MINUTE_MS } from './minutes.ts'
import { minute, minuteMs, minutes } from './testing/candles.ts'

function aggregate(bars: readonly Candle[]): { aggregator: CandleAggregator; closed: Map<Timeframe, Candle[]> } {
  const closed = new Map<Timeframe, Candle[]>(AGGREGATED_TIMEFRAMES.map((timeframe) => [timeframe, []]))
  const aggregator = new CandleAggregator((timeframe, candle) => closed.get(timeframe)?.push(candle))
  for (const bar of bars) aggregator.handleClosed(bar)
  return { aggregator, closed }
}

/** The bars of a timeframe computed from all minutes at once, the unfinished one included. */
function naive(timeframe: Timeframe, bars: readonly Candle[], endMs = Infinity): Candle[] {
  const lengthMs = TIMEFRAME_MS[timeframe]
  const groups = Map.groupBy(bars, (bar) => floorTo(lengthMs, bar.openTimeMs))
  return [...groups].map(([openTimeMs, group]) => {
    const expected = Math.min(lengthMs, endMs - openTimeMs) / MINUTE_MS
    return {
      openTimeMs: openTimeMs as Candle['openTimeMs'],
      open: group[0]?.open ?? Number.NaN,
      high: Math.max(...group.map((bar) => bar.high)),
      low: Math.min(...group.map((bar) => bar.low)),
      close: group.at(-1)?.close ?? Number.NaN,
      volume: group.reduce((sum, bar) => sum + bar.volume, 0),
      gap: group.length < expected,
    }
  })
}

/** As compared: a missing mark is no gap, volumes are summed in another order. */
function comparable(bars: readonly (Candle | undefined)[] = []): object[] {
  return bars.map((bar) => Object.assign({}, bar, { gap: bar?.gap ?? false, volume: bar?.volume.toFixed(6) }))
}

/** Random minutes in order, some of them missing, beginning anywhere in a day. */
const minutesWithGaps = fc
  .tuple(
    fc.nat(1440),
    fc.array(fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 900 })), {
      minLength: 1,
      maxLength: 300,
    }),
  )
  .map(([first, steps]) => {
    let index = first
    return steps.map((step) => minute((index += step)))
  })

describe('CandleAggregator', () => {
  it('closes a 5m bar with its fifth minute', () => {
    const { closed, aggregator } = aggregate(minutes(0, 4))
    expect(closed.get('5m')).toEqual([])
    aggregator.handleClosed(minute(4))
    expect(comparable(closed.get('5m'))).toEqual(comparable(naive('5m', minutes(0, 5))))
  })

  it('tells of bars that close together shortest first', () => {
    const order: Timeframe[] = []
    const aggregator = new CandleAggregator((timeframe) => order.push(timeframe))
    for (const bar of minutes(0, 1439)) aggregator.handleClosed(bar)
    order.length = 0
    aggregator.handleClosed(minute(1439))
    expect(order).toEqual(['5m', '15m', '1h', '4h', '1d'])
  })

  it('closes a bar whose last minute never came when a later minute comes, and marks the gap', () => {
    const { closed, aggregator } = aggregate(minutes(0, 3))
    aggregator.handleClosed(minute(6))
    expect(comparable(closed.get('5m'))).toEqual(comparable(naive('5m', minutes(0, 3))))
    expect(closed.get('5m')).toEqual([expect.objectContaining({ gap: true })])
  })

  it('can close such a bar before the later minute is told of', () => {
    const { closed, aggregator } = aggregate(minutes(0, 3))
    aggregator.closeBefore(minuteMs(4))
    expect(closed.get('5m')).toEqual([])
    aggregator.closeBefore(minuteMs(5))
    expect(closed.get('5m')).toHaveLength(1)
  })

  it('marks a bar that it joined in the middle', () => {
    expect(aggregate(minutes(2, 5)).closed.get('5m')).toEqual([expect.objectContaining({ gap: true })])
  })

  it("carries a minute's own gap into the bars above it", () => {
    const bars = [...minutes(0, 2), { ...minute(2), gap: true }, ...minutes(3, 5)]
    expect(aggregate(bars).closed.get('5m')).toEqual([expect.objectContaining({ gap: true })])
  })

  it('computes the same closed bars as a recomputation from all minutes, whatever is missing', () => {
    fc.assert(
      fc.property(minutesWithGaps, (bars) => {
        const { closed } = aggregate(bars)
        const endMs = (bars.at(-1)?.openTimeMs ?? 0) + MINUTE_MS
        for (const timeframe of AGGREGATED_TIMEFRAMES) {
          const finished = naive(timeframe, bars).filter((bar) => bar.openTimeMs + TIMEFRAME_MS[timeframe] <= endMs)
          expect(comparable(closed.get(timeframe))).toEqual(comparable(finished))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('shows the forming bar as a recomputation with the forming minute does', () => {
    fc.assert(
      fc.property(minutesWithGaps, (bars) => {
        const { aggregator } = aggregate(bars.slice(0, -1))
        const forming = bars.at(-1) ?? minute(0)
        aggregator.handleForming(forming)
        expect(aggregator.forming('1m')).toBe(forming)
        for (const timeframe of AGGREGATED_TIMEFRAMES) {
          const expected = naive(timeframe, bars, forming.openTimeMs + MINUTE_MS).at(-1)
          expect(comparable([aggregator.forming(timeframe)])).toEqual(comparable([expected]))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('scales prices and volumes through', () => {
    fc.assert(
      fc.property(minutesWithGaps, fc.constantFrom(0.001, 0.5, 1000), (bars, factor) => {
        const scale = (bar: Candle): Candle => ({
          ...bar,
          open: bar.open * factor,
          high: bar.high * factor,
          low: bar.low * factor,
          close: bar.close * factor,
        })
        const plain = aggregate(bars).closed
        const scaled = aggregate(bars.map(scale)).closed
        for (const timeframe of AGGREGATED_TIMEFRAMES)
          expect(scaled.get(timeframe)).toEqual(plain.get(timeframe)?.map(scale))
      }),
      { numRuns: 20 },
    )
  })

  it('has no forming bar before the first minute and right after a close', () => {
    const { aggregator } = aggregate([])
    expect(aggregator.forming('1h')).toBeUndefined()
    for (const bar of minutes(0, 5)) {
      aggregator.handleForming(bar)
      aggregator.handleClosed(bar)
    }
    expect(aggregator.forming('5m')).toBeUndefined()
    expect(aggregator.forming('1m')).toBeUndefined()
    expect(aggregator.forming('15m')).toMatchObject({ openTimeMs: minuteMs(0), close: minute(4).close })
  })
})
