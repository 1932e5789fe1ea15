import { describe, expect, it } from 'vitest'
import type { CandleView } from '../../../src-contract/index.ts'
import type { EngineClient, TopicHandler } from '../../client/index.ts'
import type { HistoryQuery } from '../indicators/indicator-feed.ts'
import { BarStream, MAX_TAIL_BARS } from './bar-stream.ts'

const MARKET = { instrumentId: 'simulated:BTC-PERP', timeframe: '1m' } as const

const bar = (openTimeMs: number, close = 1): CandleView => ({
  openTimeMs,
  open: 1,
  high: 1,
  low: 1,
  close,
  volume: 1,
  gap: false,
})

/** A stream over an engine that has bars 1 to 9 and sends what it is told to. */
function setUp() {
  const handlers = new Set<TopicHandler<'candles'>>()
  const loadedWith: HistoryQuery[] = []
  const statuses: string[] = []
  const timers = new Set<() => void>()
  let asked = 0
  const client = {
    subscribe: (_topic: string, _market: unknown, handler: TopicHandler<'candles'>) => {
      handlers.add(handler)
      return () => handlers.delete(handler)
    },
    calls: {
      market: {
        candles: async ({ beforeMs }: HistoryQuery) => ({
          candles: [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((time) => time < beforeMs).map((time) => bar(time)),
        }),
      },
    },
  } as unknown as EngineClient
  const stream = new BarStream({
    client,
    market: MARKET,
    loadWith: async (query) => void loadedWith.push(query),
    onDirty: () => {
      asked += 1
    },
    onStatus: (status) => statuses.push(status),
    onRefused: (code) => statuses.push(code),
    onHistoryFault: (error) => statuses.push(String(error)),
    after: (_delayMs, callback) => {
      timers.add(callback)
      return () => timers.delete(callback)
    },
  })
  stream.resume()
  const snapshot = (...times: number[]): void => {
    for (const handler of handlers) handler.snapshot({ ...MARKET, candles: times.map((time) => bar(time)) })
  }
  const update = (...candles: CandleView[]): void => {
    for (const handler of handlers)
      handler.deltas(candles.map((candle) => Object.assign({}, MARKET, { candle, closed: false })))
  }
  const scrollToEdge = async (): Promise<void> => {
    stream.handleVisible(0)
    for (const timer of timers) timer()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { stream, snapshot, update, scrollToEdge, loadedWith, statuses, handlers, asked: () => asked }
}

describe('the bars of a chart', () => {
  it('are drawn whole after a snapshot, and then only those that changed', () => {
    const { stream, snapshot, update, statuses } = setUp()
    snapshot(8, 9)
    expect(stream.takeDirty()).toEqual({ kind: 'all' })
    update(bar(9, 2))
    update(bar(10), bar(9, 3))
    expect(stream.takeDirty()).toEqual({ kind: 'tail', bars: [bar(9, 3), bar(10)] })
    expect(stream.takeDirty()).toEqual({ kind: 'none' })
    expect(new Set(statuses)).toEqual(new Set(['ready']))
  })

  it('are drawn whole when so many changed that this is cheaper', () => {
    const { stream, snapshot, update } = setUp()
    snapshot(1)
    stream.takeDirty()
    update(...Array.from({ length: MAX_TAIL_BARS + 1 }, (_, index) => bar(2 + index)))
    expect(stream.takeDirty()).toEqual({ kind: 'all' })
  })

  it('are older than the snapshot once they are scrolled to, with the values that belong to them', async () => {
    const { stream, snapshot, scrollToEdge, loadedWith } = setUp()
    snapshot(8, 9)
    stream.takeDirty()
    await scrollToEdge()
    expect(stream.window.first?.openTimeMs).toBe(1)
    expect(stream.takeDirty()).toEqual({ kind: 'all' })
    expect(loadedWith.map(({ beforeMs }) => beforeMs)).toEqual([8])
  })

  it('do not come while the chart is covered, and stay', () => {
    const { stream, snapshot, handlers } = setUp()
    snapshot(8, 9)
    stream.pause()
    expect([handlers.size, stream.window.bars.length]).toEqual([0, 2])
    stream.resume()
    stream.resume()
    expect(handlers.size).toBe(1)
  })

  it('say when there are none, and when they are refused', () => {
    const { snapshot, statuses, handlers } = setUp()
    snapshot()
    for (const handler of handlers) handler.refused?.('UNKNOWN_INSTRUMENT', 'no such instrument')
    expect(statuses).toEqual(['empty', 'UNKNOWN_INSTRUMENT'])
  })
})
