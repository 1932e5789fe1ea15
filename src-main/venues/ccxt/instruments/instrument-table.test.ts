import { describe, expect, it } from 'vitest'
import { ManualClock, silentLogger } from '../../../base/index.ts'
import { parseInstrumentId } from '../../../domain/index.ts'
import { VenueError } from '../connection/venue-error.ts'
import { BINANCE_SPOT } from '../profiles/binance.ts'
import { InstrumentTable } from './instrument-table.ts'
import { FakeListing, perpetualMarket, spotMarket } from './testing/markets.ts'

const BTC = parseInstrumentId('binance:BTC-USDT')

async function open(markets = [spotMarket(), spotMarket({ base: 'ETH' })]) {
  const listing = new FakeListing(BINANCE_SPOT, markets)
  const table = await InstrumentTable.load(listing)
  const changed: string[] = []
  table.onChange(({ instrumentId, status }) => changed.push(`${instrumentId} ${status}`))
  return { listing, table, changed }
}

function refusal(act: () => unknown): VenueError {
  try {
    act()
  } catch (error) {
    if (error instanceof VenueError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('the table of instruments', () => {
  it('knows each by our name and by that of ccxt', async () => {
    const { table } = await open([spotMarket(), perpetualMarket()])
    expect(table.all().map(({ symbol }) => symbol)).toEqual(['BTC-USDT'])
    expect([table.symbolOf(BTC), table.idOf('BTC/USDT'), table.idOf('BTC/USDT:USDT')]).toEqual([
      'BTC/USDT',
      BTC,
      undefined,
    ])
  })

  it('names what may have been meant', async () => {
    const { table } = await open([spotMarket(), spotMarket({ quote: 'USDC' }), spotMarket({ base: 'ETH' })])
    const named = (id: string): string => refusal(() => table.symbolOf(parseInstrumentId(id))).message
    expect(named('binance:BTC-USD')).toBe(
      'Binance spot has no instrument "BTC-USD". Did you mean binance:BTC-USDT, binance:BTC-USDC?',
    )
    expect(named('binance:ETHH-USDT')).toContain('Did you mean binance:ETH-USDT?')
    expect(named('binance:telemetry')).toContain('such as binance:BTC-USDT')
    expect(refusal(() => table.symbolOf(parseInstrumentId('binance:X'))).kind).toBe('unknownSymbol')
  })

  it('tells nothing where nothing has changed', async () => {
    const { table, changed } = await open()
    await table.refresh()
    expect(changed).toEqual([])
  })

  it('tells other rules, another status, and what is new', async () => {
    const { listing, table, changed } = await open()
    listing.markets = [
      spotMarket({ precision: { price: 0.1, amount: 0.00001 } }),
      spotMarket({ base: 'ETH', active: false, info: { status: 'BREAK' } }),
      spotMarket({ base: 'SOL' }),
    ]
    await table.refresh()
    expect(changed).toEqual(['binance:BTC-USDT trading', 'binance:ETH-USDT maintenance', 'binance:SOL-USDT trading'])
    expect(table.get(BTC)?.tickSize.toFixed()).toBe('0.1')
  })

  it('tells once that an instrument has gone, and still knows it', async () => {
    const { listing, table, changed } = await open()
    listing.markets = [spotMarket({ base: 'ETH' })]
    await table.refresh()
    await table.refresh()
    expect(changed).toEqual(['binance:BTC-USDT delisted'])
    expect([table.get(BTC)?.status, table.symbolOf(BTC)]).toEqual(['delisted', 'BTC/USDT'])
    listing.markets = [spotMarket(), spotMarket({ base: 'ETH' })]
    await table.refresh()
    expect(changed.at(-1)).toBe('binance:BTC-USDT trading')
  })

  it('does not take an empty answer for the end of all markets', async () => {
    const { listing, table, changed } = await open()
    listing.markets = []
    await expect(table.refresh()).rejects.toMatchObject({ kind: 'unreadable' })
    expect([changed, table.all().length]).toEqual([[], 2])
  })

  it('is read again every so often, past a refresh that fails', async () => {
    const { listing, table, changed } = await open()
    const clock = new ManualClock(0)
    const fresh = table.keepFresh({ clock, logger: silentLogger, everyMs: 60_000 })
    const pass = async () => {
      clock.advanceBy(60_000)
      for (let turn = 0; turn < 10; turn++) await Promise.resolve()
    }
    listing.failure = new Error('503')
    await pass()
    listing.failure = undefined
    listing.markets = [spotMarket({ active: false }), spotMarket({ base: 'ETH' })]
    await pass()
    expect(changed).toEqual(['binance:BTC-USDT maintenance'])
    fresh.dispose()
    listing.markets = [spotMarket(), spotMarket({ base: 'ETH' })]
    await pass()
    expect(changed).toHaveLength(1)
  })
})
