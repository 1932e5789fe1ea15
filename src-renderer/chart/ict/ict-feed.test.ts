import { describe, expect, it } from 'vitest'
import type { IctRecordView } from '../../../src-contract/index.ts'
import type { EngineClient, TopicHandler } from '../../client/index.ts'
import { CandleWindow } from '../bars/candle-window.ts'
import { IctFeed } from './ict-feed.ts'
import { testRecord } from './testing/test-record.ts'

const MARKET = { instrumentId: 'simulated:BTC-PERP', timeframe: '1m' } as const
const bar = (openTimeMs: number) => ({ openTimeMs, open: 1, high: 1, low: 1, close: 1, volume: 1, gap: false })
const settled = () => new Promise((resolve) => setTimeout(resolve))

/** Records confirmed at 1 to `count`, one a bar. */
const history = (count: number): IctRecordView[] =>
  Array.from({ length: count }, (_, index) => testRecord({ id: `r${index + 1}`, confirmedAtMs: index + 1 }))

/** A feed over bars from `firstMs` on, with an engine that has these records. */
function setUp({ firstMs = 1, records = [] as readonly IctRecordView[], fails = false } = {}) {
  const handlers: TopicHandler<'ict'>[] = []
  const ended: number[] = []
  const pages: (number | undefined)[] = []
  const faults: string[] = []
  const window = new CandleWindow()
  window.takeSnapshot([firstMs, 10_000].map(bar))
  const client = {
    subscribe: (_topic: string, _params: unknown, handler: TopicHandler<'ict'>) => {
      const at = handlers.push(handler)
      return () => void ended.push(at)
    },
    calls: {
      market: {
        ictRecords: async ({ beforeMs, limit }: { beforeMs?: number; limit: number }) => {
          pages.push(beforeMs)
          if (fails) throw new Error('refused')
          const older = records.filter(({ confirmedAtMs }) => confirmedAtMs < (beforeMs ?? Infinity))
          return { ...MARKET, records: older.slice(-limit) }
        },
      },
    },
  } as unknown as EngineClient
  let changes = 0
  const feed = new IctFeed({
    client,
    market: MARKET,
    window,
    onRecords: () => {
      changes += 1
    },
    onFault: (message) => faults.push(message),
  })
  const snapshot = (taken: readonly IctRecordView[]): void =>
    handlers.at(-1)?.snapshot({ ...MARKET, records: [...taken] })
  return { feed, window, handlers, ended, pages, faults, snapshot, changes: () => changes }
}

describe('the ICT records of a chart', () => {
  it('come with the snapshot and change with the stream', () => {
    const { feed, handlers, snapshot, changes } = setUp()
    snapshot([testRecord({ id: 'a' })])
    handlers[0]?.deltas([testRecord({ id: 'a', filledAtMs: 20 }), testRecord({ id: 'b' })])
    expect([feed.records.size, changes()]).toEqual([2, 2])
  })

  it('are fetched page by page as far back as the bars reach, none left out', async () => {
    const records = history(4_500)
    const { feed, pages, snapshot } = setUp({ records })
    snapshot([])
    await settled()
    expect(pages).toEqual([undefined, 2_502, 503])
    expect(feed.records.size).toBe(4_500)
  })

  it('are fetched further back when older bars come, and not twice', async () => {
    const { feed, window, pages, snapshot } = setUp({ firstMs: 4_000, records: history(4_500) })
    snapshot([])
    await settled()
    expect(pages).toEqual([undefined])
    window.prepend([bar(3_000)])
    await feed.fill()
    expect(pages).toEqual([undefined])
    window.prepend([bar(1_000)])
    await feed.fill()
    expect(pages).toEqual([undefined, 2_502])
  })

  it('get past a bar with more records than a page holds', async () => {
    const crowd = Array.from({ length: 2_000 }, (_, index) => testRecord({ id: `c${index}`, confirmedAtMs: 50 }))
    const { pages, snapshot } = setUp({ records: crowd })
    snapshot([])
    await settled()
    expect(pages).toEqual([undefined, 51, 50])
  })

  it('that were forgotten are fetched again when the chart goes back to them', async () => {
    const { feed, window, pages, snapshot } = setUp({ firstMs: 100, records: history(300) })
    snapshot([])
    await settled()
    feed.forgetBefore(100)
    window.prepend([bar(1)])
    await feed.fill()
    expect(pages).toEqual([undefined, 100])
  })

  it('are asked for again after a pause, because they may have ended meanwhile', async () => {
    const { feed, ended, pages, snapshot } = setUp({ records: history(3) })
    snapshot([])
    await settled()
    feed.pause()
    expect(ended).toEqual([1])
    feed.resume()
    snapshot([])
    await settled()
    expect(pages).toEqual([undefined, undefined])
  })

  it('say why there are none', async () => {
    const { faults, handlers, snapshot } = setUp({ fails: true })
    snapshot([])
    await settled()
    handlers[0]?.refused?.('BAD_REQUEST', 'no such timeframe')
    expect(faults).toEqual(['The connection broke before the answer came.', 'no such timeframe'])
  })

  it('stay away once the chart is gone', async () => {
    const { feed, faults, snapshot } = setUp({ records: history(3) })
    snapshot([])
    feed.dispose()
    await settled()
    expect([feed.records.size, faults.length]).toEqual([0, 0])
  })
})
