import { describe, expect, it } from 'vitest'
import type { CandleView, IndicatorPoint } from '../../../src-contract/index.ts'
import type { EngineClient, TopicHandler } from '../../client/index.ts'
import { CandleWindow } from '../bars/candle-window.ts'
import { IndicatorSet } from './indicator-set.ts'
import type { ShownIndicator } from './indicator-track.ts'
import type { ColumnPoint } from './indicator-values.ts'
import { testColumn } from './testing/test-column.ts'

const bar = (openTimeMs: number): CandleView => ({
  openTimeMs,
  open: 1,
  high: 1,
  low: 1,
  close: 1,
  volume: 1,
  gap: false,
})
const point = (openTimeMs: number, value = openTimeMs): IndicatorPoint => ({ openTimeMs, values: [value] })
const settled = () => new Promise((resolve) => setTimeout(resolve))

const ema = (key: string, period: number, over: Partial<ShownIndicator> = {}): ShownIndicator => ({
  key,
  indicatorId: 'ema',
  parameters: { period },
  colour: 'series-1',
  visible: true,
  placement: 'overlay',
  columns: [testColumn('ema')],
  name: `EMA ${period}`,
  ...over,
})

/** The engine gives no history of this period. */
const REFUSED = 13

interface Subscription {
  readonly period: unknown
  readonly handler: TopicHandler<'indicators'>
  ended: boolean
}

interface Drawing {
  readonly key: string
  readonly how: 'all' | 'tail'
  readonly times: readonly number[]
}

/** A set over five bars, with an engine whose pages hold two values each. */
function setUp() {
  const subscriptions: Subscription[] = []
  const pages: { readonly period: unknown; readonly beforeMs: number }[] = []
  const drawn: Drawing[] = []
  const plots: string[] = []
  const faults: string[] = []
  const window = new CandleWindow()
  window.takeSnapshot([1, 2, 3, 4, 5].map(bar))
  const client = {
    subscribe: (_topic: string, params: { parameters: { period: number } }, handler: TopicHandler<'indicators'>) => {
      const subscription = { period: params.parameters.period, handler, ended: false }
      subscriptions.push(subscription)
      return () => {
        subscription.ended = true
      }
    },
    calls: {
      market: {
        indicators: async ({ parameters, beforeMs }: { parameters: { period: number }; beforeMs: number }) => {
          pages.push({ period: parameters.period, beforeMs })
          if (parameters.period === REFUSED) throw new Error('refused')
          const times = [1, 2, 3, 4, 5].filter((time) => time < beforeMs).slice(-2)
          return { points: times.map((time) => point(time)) }
        },
      },
    },
  } as unknown as EngineClient
  const set = new IndicatorSet({
    client,
    window,
    market: { instrumentId: 'simulated:BTC-PERP', timeframe: '1m' },
    addPlot: ({ key }) => {
      plots.push(`+${key}`)
      const record = (how: 'all' | 'tail') => (columns: readonly (readonly ColumnPoint[])[]) =>
        void drawn.push({ key, how, times: (columns[0] ?? []).map((one) => one.openTimeMs) })
      return {
        drawAll: record('all'),
        drawTail: record('tail'),
        setColour: (colour) => void plots.push(`${key} ${colour}`),
        remove: () => void plots.push(`-${key}`),
      }
    },
    onDirty: () => undefined,
    onFault: (key, message) => faults.push(`${key}: ${message}`),
  })
  const handlerOf = (period: number): TopicHandler<'indicators'> => {
    const found = subscriptions.findLast((one) => one.period === period && !one.ended)
    if (found === undefined) throw new Error(`nothing subscribed to ${period}`)
    return found.handler
  }
  const snapshot = (period: number, points: IndicatorPoint[]): void =>
    handlerOf(period).snapshot({
      instrumentId: 'simulated:BTC-PERP',
      timeframe: '1m',
      indicator: 'ema',
      parameters: { period },
      columns: ['ema'],
      points,
    })
  const running = (): unknown[] => subscriptions.filter(({ ended }) => !ended).map(({ period }) => period)
  return { set, window, running, pages, drawn, plots, faults, handlerOf, snapshot }
}

const all = [1, 2, 3, 4, 5].map((time) => point(time))

describe('the indicators of a chart', () => {
  it('are streamed one by one and give their values at a bar', () => {
    const { set, running, snapshot } = setUp()
    set.show([ema('a', 9), ema('b', 21)])
    snapshot(9, [point(1, 10), point(5, 50)])
    expect(running()).toEqual([9, 21])
    expect([...set.valuesAt(5)]).toEqual([['a', [50]]])
  })

  it('have the values of the bar before while a new bar has none yet', () => {
    const { set, window, handlerOf, snapshot } = setUp()
    set.show([ema('a', 9), ema('b', 21)])
    snapshot(9, all)
    snapshot(21, all)
    window.takeUpdates([bar(6)])
    handlerOf(9).deltas([point(6, 60)])
    expect([...set.newestValues()]).toEqual([
      ['a', [60]],
      ['b', [5]],
    ])
  })

  it('fetch the values of bars that are older than the snapshot, page by page', async () => {
    const { set, pages, drawn, snapshot } = setUp()
    set.show([ema('a', 9)])
    snapshot(9, [point(5)])
    await settled()
    set.draw()
    expect(pages).toEqual([
      { period: 9, beforeMs: 5 },
      { period: 9, beforeMs: 3 },
    ])
    expect(drawn.at(-1)).toMatchObject({ key: 'a', times: [1, 2, 3, 4, 5] })
  })

  it('are drawn once for all that came, and not at all when nothing did', () => {
    const { set, window, drawn, handlerOf, snapshot } = setUp()
    set.show([ema('a', 9)])
    snapshot(9, all)
    set.draw()
    window.takeUpdates([bar(6)])
    set.handleBars([bar(6)])
    handlerOf(9).deltas([point(5, 51)])
    handlerOf(9).deltas([point(6)])
    set.draw()
    set.draw()
    expect(drawn.map(({ how, times }) => [how, times])).toEqual([
      ['tail', [1, 2, 3, 4, 5]],
      ['tail', [5, 6]],
    ])
  })

  it('are drawn whole when a bar before the last one changes, or many do', () => {
    const { set, window, drawn, handlerOf, snapshot } = setUp()
    set.show([ema('a', 9)])
    snapshot(9, all)
    set.draw()
    handlerOf(9).deltas([point(4, 41)])
    set.draw()
    const many = Array.from({ length: 20 }, (_, index) => bar(6 + index))
    window.takeUpdates(many)
    set.handleBars(many)
    set.draw()
    expect(drawn.slice(1).map(({ how }) => how)).toEqual(['all', 'all'])
  })

  it('are not drawn for a new price of a bar, only for a bar that begins', () => {
    const { set, window, drawn, snapshot } = setUp()
    set.show([ema('a', 9)])
    snapshot(9, all)
    set.handleBars([bar(5)])
    set.draw()
    const drawFor = (bars: readonly CandleView[]): number => {
      window.takeUpdates(bars)
      set.handleBars(bars)
      const before = drawn.length
      set.draw()
      return drawn.length - before
    }
    expect([drawFor([bar(5)]), drawFor([bar(5), bar(6)]), drawFor([bar(6)])]).toEqual([0, 1, 0])
    set.markAll()
    set.draw()
    expect(drawFor([bar(6)])).toBe(0)
  })

  it('are not drawn whole when the last value of a bar comes after the next bar has begun', () => {
    const { set, window, drawn, handlerOf, snapshot } = setUp()
    set.show([ema('a', 9)])
    snapshot(9, all)
    set.draw()
    window.takeUpdates([bar(6)])
    set.handleBars([bar(6)])
    set.draw()
    handlerOf(9).deltas([point(5, 51)])
    set.draw()
    handlerOf(9).deltas([point(6)])
    set.draw()
    handlerOf(9).deltas([point(5, 52)])
    set.draw()
    expect(drawn.slice(1).map(({ how, times }) => [how, times])).toEqual([
      ['tail', []],
      ['tail', [5]],
      ['tail', [6]],
      ['all', [1, 2, 3, 4, 5, 6]],
    ])
  })

  it('are drawn whole in that case where a column has holes, which are drawn at bars without values, too', () => {
    const { set, window, drawn, handlerOf, snapshot } = setUp()
    set.show([ema('a', 9, { columns: [testColumn('zigzag', { sparse: true })] })])
    snapshot(9, all)
    set.draw()
    window.takeUpdates([bar(6)])
    set.handleBars([bar(6)])
    set.draw()
    handlerOf(9).deltas([point(5, 51)])
    set.draw()
    expect(drawn.slice(1).map(({ how }) => how)).toEqual(['tail', 'all'])
  })

  it('go on as they are when the list comes again, another colour aside', () => {
    const { set, running, plots } = setUp()
    set.show([ema('a', 9), ema('b', 21)])
    set.show([ema('a', 9, { colour: 'series-3' }), ema('b', 21)])
    expect(running()).toEqual([9, 21])
    expect(plots).toEqual(['+a', '+b', 'a series-3'])
  })

  it('begin anew with other parameters, and end when they are hidden or removed', () => {
    const { set, running, plots, snapshot } = setUp()
    set.show([ema('a', 9), ema('b', 21)])
    snapshot(9, all)
    set.show([ema('a', 12), ema('b', 21, { visible: false })])
    expect(running()).toEqual([12])
    expect([...set.valuesAt(5)]).toEqual([])
    set.show([])
    expect(running()).toEqual([])
    expect(plots).toEqual(['+a', '+b', '-a', '-b', '+a', '-a'])
  })

  it('are not streamed while the chart is covered, and keep their values', () => {
    const { set, running, snapshot } = setUp()
    set.show([ema('a', 9)])
    snapshot(9, all)
    set.pause()
    set.show([ema('a', 9), ema('b', 21)])
    expect(running()).toEqual([])
    expect(set.valuesAt(5).get('a')).toEqual([5])
    set.resume()
    expect(running()).toEqual([9, 21])
  })

  it('drop a page that comes after they were removed', async () => {
    const { set, drawn, snapshot } = setUp()
    set.show([ema('a', 9)])
    snapshot(9, [point(5)])
    set.show([])
    await settled()
    set.draw()
    expect(drawn).toEqual([])
  })

  it('load older values one by one: a failure is told and stops no other', async () => {
    const { set, faults } = setUp()
    set.show([ema('a', REFUSED), ema('b', 21)])
    await set.loadBefore({ instrumentId: 'simulated:BTC-PERP', timeframe: '1m', beforeMs: 3, limit: 2 })
    expect(faults).toEqual(['a: The connection broke before the answer came.'])
    expect(set.valuesAt(2).get('b')).toEqual([2])
  })

  it('say which one was refused', () => {
    const { set, faults, handlerOf } = setUp()
    set.show([ema('a', 9), ema('b', 21)])
    handlerOf(21).refused?.('BAD_REQUEST', 'no such period')
    expect(faults).toEqual(['b: no such period'])
  })

  it('are drawn at the bars that values belong to, not at those that they came with', () => {
    const { set, window, drawn, handlerOf, snapshot } = setUp()
    set.show([ema('a', 9, { columns: [testColumn('chikou', { lookAheadBars: 2 })] })])
    snapshot(9, all)
    set.draw()
    window.takeUpdates([bar(6)])
    set.handleBars([bar(6)])
    handlerOf(9).deltas([point(6)])
    set.draw()
    expect(drawn.map(({ how, times }) => [how, times])).toEqual([
      ['tail', [1, 2, 3]],
      ['tail', [4]],
    ])
    expect([4, 5, 6].map((time) => set.valuesAt(time).get('a'))).toEqual([[6], [null], [null]])
  })
})
