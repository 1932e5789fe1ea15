import { describe, expect, it } from 'vitest'
import { ensureDefined } from '../../../src-main/base/index.ts'
import {
  isOfProfile,
  type ListedMarket,
  readInstrument,
} from '../../../src-main/venues/ccxt/instruments/read-instrument.ts'
import { findProfile } from '../../../src-main/venues/ccxt/profiles/profiles.ts'
import { bitcoinOf, openWithMarkets } from './payloads/known-market.ts'

interface MarketFacts {
  /** Instruments in words: id, tick, lot, least quantity, least value, status. */
  readonly instruments: readonly string[]
  readonly maker: number
  readonly taker: number
  /** Base units that stand for one unit of ccxt in books, trades and orders. */
  readonly contract: number
  /** Bars in base units, whatever orders count in. */
  readonly volumes: readonly number[]
  readonly tradeAmount: number
}

const FACTS: Readonly<Record<string, MarketFacts>> = {
  bybit: {
    instruments: [
      'bybit:BTC-USDT tick 0.1 lot 0.000001 min 0.000011 value 5 trading',
      'bybit:ETH-USDT tick 0.01 lot 0.000001 min 0.000011 value 5 maintenance',
    ],
    maker: 0.001,
    taker: 0.001,
    contract: 1,
    volumes: [2.5, 1.234567],
    tradeAmount: 0.00012,
  },
  'bybit-linear': {
    instruments: [
      'bybit-linear:BTC-USDT tick 0.1 lot 0.001 min 0.001 value 5 trading',
      'bybit-linear:BTC-USDC tick 0.1 lot 0.001 min 0.001 value 5 trading',
    ],
    maker: 0.0001,
    taker: 0.0006,
    contract: 1,
    volumes: [2.5, 1.234],
    tradeAmount: 0.012,
  },
  okx: {
    instruments: ['okx:BTC-USDT tick 0.1 lot 0.00000001 min 0.00001 value 0 trading'],
    maker: 0.001,
    taker: 0.0015,
    contract: 1,
    volumes: [2.5, 1.234567],
    tradeAmount: 3,
  },
  'okx-swap': {
    instruments: ['okx-swap:BTC-USDT tick 0.1 lot 0.0001 min 0.0001 value 0 trading'],
    maker: 0.0002,
    taker: 0.0005,
    contract: 0.01,
    volumes: [2.5, 1.234],
    tradeAmount: 3,
  },
  kraken: {
    instruments: [
      'kraken:BTC-USD tick 0.1 lot 0.00000001 min 0.00005 value 0.5 trading',
      'kraken:ETH-USD tick 0.01 lot 0.00000001 min 0.002 value 0.5 maintenance',
    ],
    maker: 0.0025,
    taker: 0.004,
    contract: 1,
    volumes: [2.5, 1.23456789],
    tradeAmount: 0.00012,
  },
  coinbase: {
    instruments: [
      'coinbase:BTC-USD tick 0.01 lot 0.00000001 min 0.00000001 value 1 trading',
      'coinbase:OLD-USD tick 0.01 lot 0.00000001 min 0.00000001 value 1 delisted',
    ],
    maker: 0.006,
    taker: 0.008,
    contract: 1,
    volumes: [2.5, 1.23456789],
    tradeAmount: 0.00012,
  },
}

describe.each(Object.entries(FACTS))('the recorded market of %s, read by ccxt', (venueId, facts) => {
  const profile = ensureDefined(findProfile(venueId), venueId)
  const symbol = bitcoinOf(profile)

  it('has its instruments with grid, bounds and status', async () => {
    const { exchange } = await openWithMarkets(profile)
    const markets = Object.values(ensureDefined(exchange.markets, 'markets')) as ListedMarket[]
    const instruments = markets
      .filter((market) => isOfProfile(market, profile))
      .map((market) => ensureDefined(readInstrument(market, profile), market.symbol))
    const words = instruments.map(({ instrumentId, tickSize, lotSize, minQuantity, minNotional, status }) =>
      [instrumentId, 'tick', tickSize, 'lot', lotSize, 'min', minQuantity, 'value', minNotional, status].join(' '),
    )
    expect(words).toEqual(facts.instruments)
  })

  it('has its fees and what one contract is worth', async () => {
    const { exchange } = await openWithMarkets(profile)
    const { maker, taker, contractSize } = exchange.market(symbol)
    expect({ maker, taker, contract: contractSize ?? 1 }).toEqual({
      maker: facts.maker,
      taker: facts.taker,
      contract: facts.contract,
    })
  })

  it('has bars, oldest first, with volumes in base units', async () => {
    const { exchange } = await openWithMarkets(profile)
    const bars = await exchange.fetchOHLCV(symbol, '1m', 1_763_780_340_000, 2)
    const [older = 0, newer = 0] = facts.volumes
    expect(bars).toEqual([
      [1_763_780_340_000, 84_000.1, 84_020, 83_990, 84_012.4, older],
      [1_763_780_400_000, 84_012.4, 84_050, 84_001.1, 84_033.7, newer],
    ])
  })

  it('has an order book from the best price on, and the same prices in its ticker', async () => {
    const { exchange } = await openWithMarkets(profile)
    const book = await exchange.fetchOrderBook(symbol)
    const { bid, ask, last } = await exchange.fetchTicker(symbol)
    expect(book.bids.map(([price]) => price)).toEqual([84_033.6, 84_033.5])
    expect(book.asks.map(([price]) => price)).toEqual([84_033.7, 84_034])
    expect({ bid, ask, last }).toEqual({ bid: 84_033.6, ask: 84_033.7, last: 84_033.7 })
  })

  it('has trades with time, side and quantity', async () => {
    const { exchange } = await openWithMarkets(profile)
    const [trade] = await exchange.fetchTrades(symbol)
    expect(trade).toMatchObject({ timestamp: 1_763_780_400_050, amount: facts.tradeAmount })
    expect(trade?.side).toMatch(/^(buy|sell)$/)
  })
})

describe('the clock of an exchange', () => {
  it.each([
    ['bybit', 1_763_780_400_123],
    ['okx', 1_763_780_400_123],
    // They tell whole seconds, or ccxt reads no more of it: the offset is that much less exact.
    ['kraken', 1_763_780_400_000],
    ['coinbase', 1_763_780_400_000],
  ])('of %s is read in milliseconds, as exact as it is told', async (venueId, time) => {
    const { exchange } = await openWithMarkets(ensureDefined(findProfile(venueId), venueId))
    expect(await exchange.fetchTime()).toBe(time)
  })
})

describe('the mark price of a perpetual', () => {
  it('comes with the ticker and the funding rate of Bybit', async () => {
    const profile = ensureDefined(findProfile('bybit-linear'), 'profile')
    const { exchange } = await openWithMarkets(profile)
    const funding = await exchange.fetchFundingRate(bitcoinOf(profile))
    expect(funding).toMatchObject({ markPrice: 84_031.55, fundingRate: 0.0001, fundingTimestamp: 1_763_798_400_000 })
    expect((await exchange.fetchTicker(bitcoinOf(profile))).markPrice).toBe(84_031.55)
  })

  it('is asked for by itself at OKX, whose funding rate comes without', async () => {
    const profile = ensureDefined(findProfile('okx-swap'), 'profile')
    const { exchange } = await openWithMarkets(profile)
    const funding = await exchange.fetchFundingRate(bitcoinOf(profile))
    expect(funding).toMatchObject({ fundingRate: 0.0000875, fundingTimestamp: 1_763_798_400_000 })
    expect(funding.markPrice).toBeUndefined()
    expect((await exchange.fetchMarkPrice(bitcoinOf(profile))).markPrice).toBe(84_031.5)
  })
})
