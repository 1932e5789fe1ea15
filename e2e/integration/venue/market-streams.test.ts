import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../src-main/base/index.ts'
import { BTC, told, useVenue } from '../../venue/testing/rig.ts'

const START_MS = 1_700_000_040_000
let clock: ManualClock

describe.each(['spot', 'usdm'] as const)('the streams of %s, watched by ccxt', (side) => {
  const rig = useVenue(() => {
    clock = new ManualClock(START_MS)
    return { clock }
  })
  const exchange = () => (side === 'spot' ? rig.venue.spot : rig.venue.usdm)
  const market = () => exchange().market('BTCUSDT')
  const symbol = BTC[side]

  it('watchTrades is told of each trade once', async () => {
    const client = await rig.open(side)
    const first = await told(rig, [side, 'btcusdt@trade'], {
      watch: () => client.watchTrades(symbol),
      when: () => market().print(60_001, '0.5', 'buy'),
    })
    expect(first.map(({ price, amount, side: taker }) => [price, amount, taker])).toEqual([[60_001, 0.5, 'buy']])
    const next = await told(rig, [side, 'btcusdt@trade'], {
      watch: () => client.watchTrades(symbol),
      when: () => market().print(60_002, '0.25', 'sell'),
    })
    expect(next.map(({ price, side: taker }) => [price, taker])).toEqual([[60_002, 'sell']])
  })

  it('watchTicker is told of the last price', async () => {
    const client = await rig.open(side)
    const ticker = await told(rig, [side, 'btcusdt@miniTicker'], {
      watch: () => client.watchTicker(symbol),
      when: () => exchange().setPrice('BTCUSDT', 61_000),
    })
    expect([ticker.symbol, ticker.last]).toEqual([symbol, 61_000])
  })

  it('watchBidsAsks is told of the best prices', async () => {
    const client = await rig.open(side)
    const tickers = await told(rig, [side, 'btcusdt@bookTicker'], {
      watch: () => client.watchBidsAsks([symbol]),
      when: () => exchange().setPrice('BTCUSDT', 61_000),
    })
    const tick = side === 'spot' ? 0.01 : 0.1
    expect(tickers[symbol]?.bid).toBeCloseTo(61_000 - tick)
    expect(tickers[symbol]?.ask).toBeCloseTo(61_000 + tick)
  })

  it('watchOHLCV follows a minute, which closes as it stood and gives way to the next', async () => {
    const client = await rig.open(side)
    const watch = () => client.watchOHLCV(symbol, '1m')
    const stream = [side, 'btcusdt@kline_1m'] as const
    const openMs = START_MS
    const open = await told(rig, stream, { watch, when: () => market().print(60_100, 1, 'buy') })
    expect(open.at(-1)?.slice(0, 5)).toEqual([openMs, 60_100, 60_100, 60_100, 60_100])
    const lower = await told(rig, stream, { watch, when: () => market().print(60_050, 1, 'sell') })
    expect(lower.at(-1)?.slice(0, 6)).toEqual([openMs, 60_100, 60_100, 60_050, 60_050, 2])
    const closed = await told(rig, stream, { watch, when: () => clock.advanceBy(60_000) })
    expect(closed.at(-1)?.slice(0, 6)).toEqual([openMs, 60_100, 60_100, 60_050, 60_050, 2])
    const next = await told(rig, stream, { watch, when: () => market().print(60_070, 1, 'buy') })
    expect(next.at(-1)?.slice(0, 5)).toEqual([openMs + 60_000, 60_070, 60_070, 60_070, 60_070])
  })

  it('watchOrderBook stays equal to the venue’s book through moves and trades', async () => {
    const client = await rig.open(side)
    const watch = () => client.watchOrderBook(symbol)
    const first = await watch()
    expect(first.nonce).toBe(market().lastUpdateId)
    for (let step = 0; step < 20; step++) {
      const book = await told(rig, [side, 'btcusdt@depth@100ms'], { watch, when: () => market().step() })
      const levels = (levels: readonly { readonly ticks: number; readonly lots: number }[]) =>
        levels.map(({ ticks, lots }) => [market().priceOf(ticks).toNumber(), market().quantityOf(lots).toNumber()])
      expect(book.nonce).toBe(market().lastUpdateId)
      expect(book.bids.map(([price, amount]) => [price, amount])).toEqual(levels(market().bids))
      expect(book.asks.map(([price, amount]) => [price, amount])).toEqual(levels(market().asks))
    }
  })

  it('UNSUBSCRIBE ends a stream', async () => {
    const client = await rig.open(side)
    await told(rig, [side, 'btcusdt@trade'], {
      watch: () => client.watchTrades(symbol),
      when: () => market().print(60_001, 1, 'buy'),
    })
    await client.unWatchTrades(symbol)
    expect(rig.venue.connections.isHeard(side, 'btcusdt@trade')).toBe(false)
  })
})

describe('streams that only one side has', () => {
  const rig = useVenue()

  it('watchMarkPrice of the futures is told of mark price and funding', async () => {
    const client = await rig.open('usdm')
    const ticker = await told(rig, ['usdm', 'btcusdt@markPrice@1s'], {
      watch: () => client.watchMarkPrice(BTC.usdm),
      when: () => rig.venue.usdm.setPrice('BTCUSDT', 59_000),
    })
    expect(ticker.markPrice).toBe(59_000)
  })

  it('fetchFundingRate gives the rate and the next time', async () => {
    const client = await rig.open('usdm')
    const { fundingRate, fundingTimestamp } = await client.fetchFundingRate(BTC.usdm)
    expect(fundingRate).toBe(0.0001)
    expect(fundingTimestamp).toBe(rig.venue.perpetuals.nextFundingMs())
  })
})
