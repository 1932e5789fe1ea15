import { afterEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../../src-main/base/index.ts'
import { SymbolMarket } from '../../e2e/venue/market/symbol-market.ts'
import { listedSymbols } from '../../e2e/venue/market/symbol-rules.ts'
import { LISTINGS } from './load-instruments.ts'
import { LoadMarket } from './load-market.ts'
import { planLoad } from './load-plan.ts'

const START_MS = Date.UTC(2026, 10, 20, 12)
const SECONDS = 2

interface DepthFrame {
  readonly U: number
  readonly u: number
  readonly b: readonly (readonly [string, string])[]
  readonly a: readonly (readonly [string, string])[]
}

const opened: SymbolMarket[] = []
afterEach(() => {
  for (const market of opened.splice(0)) market.dispose()
})

function openMarkets(): SymbolMarket[] {
  const markets = listedSymbols('spot', LISTINGS).map((listed, seed) => {
    const clock = new ManualClock(START_MS)
    return new SymbolMarket(listed, { clock, seed, historyMinutes: 1, onError: () => undefined })
  })
  opened.push(...markets)
  return markets
}

function framesOf(planned: ReturnType<typeof planLoad>, stream: string): unknown[] {
  return planned.filter((message) => message.stream === stream).map(({ text }) => JSON.parse(text))
}

describe('the load of the bench', () => {
  it('is 5,000 messages a second of fifty instruments, in the order in which they are due', () => {
    const markets = openMarkets().map((market, seed) => new LoadMarket(market, seed))
    const planned = planLoad(markets, SECONDS, START_MS)
    const dueTimes = planned.map(({ dueMs }) => dueMs)
    expect(planned).toHaveLength(5_000 * SECONDS)
    expect(dueTimes).toEqual(dueTimes.toSorted((a, b) => a - b))
    expect(dueTimes.at(-1)).toBeLessThan(1_000 * SECONDS)
  })

  it('gives every instrument the same share of each stream', () => {
    const markets = openMarkets().map((market, seed) => new LoadMarket(market, seed))
    const planned = planLoad(markets, SECONDS, START_MS)
    for (const name of ['btcusdt', 'c47usdt']) {
      const count = (channel: string): number => framesOf(planned, `${name}@${channel}`).length / SECONDS
      expect({
        trades: count('aggTrade'),
        prices: count('bookTicker'),
        depth: count('depth@100ms'),
        bars: count('kline_1m'),
      }).toEqual({ trades: 48, prices: 40, depth: 10, bars: 2 })
    }
  })

  it('has changes of the book without a hole, which lead from the snapshot to the book that it tells', () => {
    const [bitcoin] = openMarkets()
    if (!bitcoin) throw new Error('nothing is listed')
    const market = new LoadMarket(bitcoin, 1)
    const bids = new Map(bitcoin.bids.map((level) => [priceOf(bitcoin, level.ticks), sizeOf(bitcoin, level.lots)]))
    let updateId = bitcoin.lastUpdateId
    for (const frame of framesOf(planLoad([market], SECONDS, START_MS), 'btcusdt@depth@100ms') as DepthFrame[]) {
      expect(frame.U).toBe(updateId + 1)
      updateId = frame.u
      for (const [price, size] of frame.b) {
        if (Number(size) === 0) bids.delete(Number(price))
        else bids.set(Number(price), Number(size))
      }
    }
    const best = [...bids].toSorted(([left], [right]) => right - left).slice(0, 50)
    expect(market.book(50).bids).toEqual(best)
  })

  it('counts the trades and the closed bars that it has sent', () => {
    const [bitcoin] = openMarkets()
    if (!bitcoin) throw new Error('nothing is listed')
    const market = new LoadMarket(bitcoin, 1)
    planLoad([market], SECONDS, START_MS)
    expect([market.trades.count, market.closedCandles.count]).toEqual([48 * SECONDS, SECONDS])
  })
})

function priceOf(market: SymbolMarket, ticks: number): number {
  return market.priceOf(ticks).toNumber()
}

function sizeOf(market: SymbolMarket, lots: number): number {
  return market.quantityOf(lots).toNumber()
}
