import { describe, expect, it } from 'vitest'
import { ensureDefined } from '../../../src-main/base/index.ts'
import { findProfile } from '../../../src-main/venues/ccxt/profiles/profiles.ts'
import type { VenueProfile } from '../../../src-main/venues/ccxt/profiles/venue-profile.ts'
import { bitcoinOf, openWithMarkets } from './payloads/known-market.ts'

function profileOf(venueId: string): VenueProfile {
  return ensureDefined(findProfile(venueId), venueId)
}

const SPOT_FEES = {
  bybit: { cost: 0.000004, currency: 'BTC' },
  okx: { cost: 0.0000032, currency: 'BTC' },
  kraken: { cost: 0.84, currency: 'USD' },
  coinbase: { cost: 2.0160024, currency: 'USD' },
}
/** Where a fill names our order; at the others it names the venue's id only. */
const OUR_ID_IN_FILL: Readonly<Record<string, string>> = { bybit: 'wh-4k2x9a-17', okx: 'whX4k2x9aX17' }

describe.each(Object.entries(SPOT_FEES))('the account at %s, read by ccxt', (venueId, fee) => {
  const profile = profileOf(venueId)

  it('has its fills with price, quantity, fee and side of the book', async () => {
    const { exchange } = await openWithMarkets(profile)
    const [fill] = await exchange.fetchMyTrades(bitcoinOf(profile))
    expect(fill).toMatchObject({ side: 'buy', price: 84_000.1, amount: 0.004, takerOrMaker: 'maker', fee })
    expect(fill?.id).toMatch(/^[\w-]+$/)
    expect(fill?.order).toMatch(/^[\w-]+$/)
    expect(Math.abs(ensureDefined(fill?.timestamp, 'time') - 1_763_780_402_000)).toBeLessThan(100)
    const named = ['wh-4k2x9a-17', 'whX4k2x9aX17'].find((id) => JSON.stringify(fill?.info).includes(`"${id}"`))
    expect(named).toBe(OUR_ID_IN_FILL[venueId])
  })

  it('has its balances, of which working orders bind a part', async () => {
    const { exchange } = await openWithMarkets(profile)
    const balance = await exchange.fetchBalance()
    expect(balance[profile.accountCurrency]).toMatchObject({ total: 5_000.5, used: 504.0006, free: 4_496.4994 })
    expect(balance['BTC']).toMatchObject({ total: 0.155, used: 0 })
  })
})

describe('positions of perpetuals, read by ccxt', () => {
  it('are two of one instrument at Bybit where long and short are kept apart', async () => {
    const profile = profileOf('bybit-linear')
    const { exchange } = await openWithMarkets(profile)
    const positions = await exchange.fetchPositions([bitcoinOf(profile)])
    const read = positions.map(({ side, contracts, entryPrice, liquidationPrice, hedged }) => ({
      side,
      contracts,
      entryPrice,
      liquidationPrice,
      hedged,
    }))
    expect(read).toEqual([
      { side: 'long', contracts: 0.025, entryPrice: 83_900.5, liquidationPrice: 76_012.3, hedged: true },
      { side: 'short', contracts: 0.01, entryPrice: 84_100, liquidationPrice: undefined, hedged: true },
    ])
  })

  it('are counted in contracts without a sign at OKX: side and contract size say how much base that is', async () => {
    const profile = profileOf('okx-swap')
    const { exchange } = await openWithMarkets(profile)
    const [position] = await exchange.fetchPositions([bitcoinOf(profile)])
    expect(position).toMatchObject({ side: 'short', contracts: 2.5, contractSize: 0.01, entryPrice: 83_900.5 })
  })

  it('have the fee of a fill in the account’s currency', async () => {
    for (const [venueId, cost] of [
      ['bybit-linear', 0.4564912],
      ['okx-swap', 0.414992],
    ] as const) {
      const profile = profileOf(venueId)
      const { exchange } = await openWithMarkets(profile)
      const [fill] = await exchange.fetchMyTrades(bitcoinOf(profile))
      expect(fill).toMatchObject({ side: 'sell', takerOrMaker: 'taker', fee: { cost, currency: 'USDT' } })
    }
  })
})
