import { describe, expect, it } from 'vitest'
import type { CandleView, IndicatorPoint } from '../../src-contract/index.ts'
import type { EngineClient, TopicHandler } from '../client/index.ts'
import { CandleWindow } from './candle-window.ts'
import type { OverlayName } from './chart-canvas.ts'
import type { OverlayPoint } from './overlay-values.ts'
import { Overlays } from './overlays.ts'

const bar = (openTimeMs: number): CandleView => ({
  openTimeMs,
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: 1,
  gap: false,
})
const point = (openTimeMs: number, value = openTimeMs): IndicatorPoint => ({ openTimeMs, value })
const settled = () => new Promise((resolve) => setTimeout(resolve))

interface Subscription {
  readonly period: number
  readonly handler: TopicHandler<'indicators'>
  ended: boolean
}

/** Overlays over five bars, with an engine whose pages hold two values each. */
function setUp() {
  const subscriptions: Subscription[] = []
  const pages: { readonly period: number; readonly beforeMs: number }[] = []
  const drawn: { readonly name: OverlayName; readonly how: 'all' | 'tail'; readonly times: number[] }[] = []
  const faults: unknown[] = []
  const window = new CandleWindow()
  window.takeSnapshot([1, 2, 3, 4, 5].map(bar))
  const client = {
    subscribe: (_topic: string, params: { period: number }, handler: TopicHandler<'indicators'>) => {
      const subscription = { period: params.period, handler, ended: false }
      subscriptions.push(subscription)
      return () => {
        subscription.ended = true
      }
    },
    calls: {
      market: {
        indicators: async ({ period, beforeMs }: { period: number; beforeMs: number }) => {
          pages.push({ period, beforeMs })
          const times = [1, 2, 3, 4, 5].filter((time) => time < beforeMs).slice(-2)
          return { points: times.map((time) => point(time)) }
        },
      },
    },
  } as unknown as EngineClient
  const record = (how: 'all' | 'tail') => (name: OverlayName, points: readonly OverlayPoint[]) =>
    drawn.push({ name, how, times: points.map((one) => one.openTimeMs) })
  const overlays = new Overlays({
    client,
    canvas: { drawOverlay: record('all'), drawOverlayTail: record('tail') },
    window,
    market: { instrumentId: 'simulated:BTC-PERP', timeframe: '1m' },
    onChange: () => undefined,
    onFault: (error) => faults.push(error),
  })
  const handlerOf = (period: number): TopicHandler<'indicators'> => {
    const found = subscriptions.find((one) => one.period === period && !one.ended)
    if (found === undefined) throw new Error(`nothing subscribed to ${period}`)
    return found.handler
  }
  const snapshot = (period: number, points: IndicatorPoint[]): void =>
    handlerOf(period).snapshot({
      instrumentId: 'simulated:BTC-PERP',
      timeframe: '1m',
      indicator: 'ema',
      period,
      points,
    })
  return { overlays, subscriptions, pages, drawn, faults, handlerOf, snapshot }
}

describe('overlays', () => {
  it('subscribe one series a period and give its values at a bar', () => {
    const { overlays, subscriptions, snapshot } = setUp()
    overlays.setPeriods({ fast: 9, slow: 21 })
    snapshot(9, [point(1, 10), point(5, 50)])
    expect(subscriptions.map((one) => one.period)).toEqual([9, 21])
    expect(overlays.valuesAt(5)).toEqual({ fast: 50, slow: null })
  })

  it('fetch the values of bars that are older than the snapshot, page by page', async () => {
    const { overlays, pages, drawn, snapshot } = setUp()
    overlays.setPeriods({ fast: 9, slow: 21 })
    snapshot(9, [point(5)])
    await settled()
    expect(pages).toEqual([
      { period: 9, beforeMs: 5 },
      { period: 9, beforeMs: 3 },
    ])
    expect(drawn.at(-1)).toEqual({ name: 'fast', how: 'all', times: [1, 2, 3, 4, 5] })
  })

  it('draw only the end when the newest value changes, and all when an older one does', () => {
    const { overlays, drawn, handlerOf, snapshot } = setUp()
    overlays.setPeriods({ fast: 9, slow: 21 })
    snapshot(
      9,
      [1, 2, 3, 4, 5].map((time) => point(time)),
    )
    handlerOf(9).deltas([point(5, 51)])
    handlerOf(9).deltas([point(4, 41)])
    expect(drawn.slice(-2)).toEqual([
      { name: 'fast', how: 'tail', times: [5] },
      { name: 'fast', how: 'all', times: [1, 2, 3, 4, 5] },
    ])
  })

  it('end their subscriptions and forget their values when the periods change or they are switched off', () => {
    const { overlays, subscriptions, snapshot } = setUp()
    overlays.setPeriods({ fast: 9, slow: 21 })
    snapshot(9, [point(5)])
    overlays.setPeriods({ fast: 12, slow: 21 })
    expect(overlays.valuesAt(5)).toEqual({ fast: null, slow: null })
    overlays.setPeriods(null)
    expect(subscriptions.map((one) => one.ended)).toEqual([true, true, true, true])
  })

  it('stay subscribed when the same periods come again', () => {
    const { overlays, subscriptions } = setUp()
    overlays.setPeriods({ fast: 9, slow: 21 })
    overlays.setPeriods({ fast: 9, slow: 21 })
    expect(subscriptions).toHaveLength(2)
  })

  it('drop a page that comes after the periods were changed', async () => {
    const { overlays, snapshot } = setUp()
    overlays.setPeriods({ fast: 9, slow: 21 })
    snapshot(9, [point(5)])
    overlays.setPeriods({ fast: 12, slow: 21 })
    await settled()
    expect(overlays.valuesAt(4)).toEqual({ fast: null, slow: null })
  })

  it('report a refused subscription', () => {
    const { overlays, faults, handlerOf } = setUp()
    overlays.setPeriods({ fast: 9, slow: 21 })
    handlerOf(21).refused?.('BAD_REQUEST', 'no such period')
    expect(faults).toHaveLength(1)
  })
})
