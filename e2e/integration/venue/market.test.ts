import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../src-main/base/index.ts'
import { BTC, useVenue } from '../../venue/testing/rig.ts'

describe.each(['spot', 'usdm'] as const)('the public market of %s, asked by ccxt', (side) => {
  const rig = useVenue(() => ({ seed: 7 }))
  const exchange = () => (side === 'spot' ? rig.venue.spot : rig.venue.usdm)
  const symbol = BTC[side]

  it('lists its symbols with grid, bounds and kind', async () => {
    const client = await rig.open(side)
    const markets = await client.loadMarkets()
    expect(Object.keys(markets)).toEqual(
      ['BTC', 'ETH', 'SOL'].map((base) => (side === 'spot' ? `${base}/USDT` : `${base}/USDT:USDT`)),
    )
    const { precision, limits, contract, active } = client.market(symbol)
    expect({ precision: precision.price, lot: precision.amount, contract, active }).toEqual(
      side === 'spot'
        ? { precision: 0.01, lot: 0.00001, contract: false, active: true }
        : { precision: 0.1, lot: 0.001, contract: true, active: true },
    )
    expect(limits.cost?.min).toBe(side === 'spot' ? 5 : 100)
  })

  it('tells the server’s time, with its skew', async () => {
    const client = await rig.open(side)
    rig.venue.skewClock(90_000)
    const before = Date.now()
    const told = await client.fetchTime()
    expect(told).toBeGreaterThanOrEqual(before + 90_000)
    expect(told).toBeLessThanOrEqual(Date.now() + 90_000)
  })

  it('gives the book, best prices first, and only as deep as asked', async () => {
    const client = await rig.open(side)
    exchange().setPrice('BTCUSDT', 50_000)
    const { bids, asks, nonce } = await client.fetchOrderBook(symbol, 5)
    const tick = side === 'spot' ? 0.01 : 0.1
    expect(bids[0]?.[0]).toBeCloseTo(50_000 - tick)
    expect(asks[0]?.[0]).toBeCloseTo(50_000 + tick)
    expect([bids.length, asks.length]).toEqual([5, 5])
    expect(bids.map(([price]) => price)).toEqual(bids.map(([price]) => price).toSorted((a, b) => Number(b) - Number(a)))
    expect(nonce).toBe(exchange().market('BTCUSDT').lastUpdateId)
  })

  it('gives trades and the day’s figures of what was traded', async () => {
    const client = await rig.open(side)
    const market = exchange().market('BTCUSDT')
    market.print(60_010, '0.5', 'buy')
    market.print(59_990, '0.25', 'sell')
    const trades = await client.fetchTrades(symbol)
    expect(trades.map(({ price, amount, side: taker }) => [price, amount, taker])).toEqual([
      [60_010, 0.5, 'buy'],
      [59_990, 0.25, 'sell'],
    ])
    const ticker = await client.fetchTicker(symbol)
    expect(ticker.symbol).toBe(symbol)
    expect(ticker.last).toBe(59_990)
    expect(ticker.high).toBeGreaterThanOrEqual(60_010)
  })

  it('gives bars that fit together in every interval', async () => {
    const client = await rig.open(side)
    const minutes = await client.fetchOHLCV(symbol, '1m', undefined, 300)
    const quarters = await client.fetchOHLCV(symbol, '15m', undefined, 10)
    expect(quarters).toHaveLength(10)
    const [openMs = 0, open, high, low, close] = quarters[5] ?? []
    const inside = minutes.filter(([timeMs = 0]) => timeMs >= openMs && timeMs < openMs + 900_000)
    expect(inside).toHaveLength(15)
    expect([open, close]).toEqual([inside[0]?.[1], inside.at(-1)?.[4]])
    expect(high).toBe(Math.max(...inside.map((bar) => Number(bar[2]))))
    expect(low).toBe(Math.min(...inside.map((bar) => Number(bar[3]))))
  })

  it('gives bars from a time on, oldest first', async () => {
    const client = await rig.open(side)
    const all = await client.fetchOHLCV(symbol, '1m', undefined, 100)
    const since = Number(all[20]?.[0])
    const part = await client.fetchOHLCV(symbol, '1m', since, 30)
    expect(part).toEqual(all.slice(20, 50))
  })
})

describe('the walk', () => {
  const options = (seed: number) => () => ({ seed, clock: new ManualClock(1_700_000_000_000) })
  const [one, same, other] = [useVenue(options(5)), useVenue(options(5)), useVenue(options(6))]
  const walked = ({ venue }: typeof one) =>
    Array.from({ length: 200 }, () => {
      venue.step()
      return [venue.spot.market('ETHUSDT').lastPrice.toFixed(), venue.usdm.market('BTCUSDT').lastPrice.toFixed()]
    })

  it('goes the same way with the same seed, and another way with another', () => {
    const prices = walked(one)
    expect(walked(same)).toEqual(prices)
    expect(walked(other)).not.toEqual(prices)
  })
})
