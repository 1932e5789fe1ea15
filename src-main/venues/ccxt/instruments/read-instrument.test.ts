import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BINANCE_SPOT, BINANCE_USDM } from '../profiles/binance.ts'
import { isOfProfile, isSameInstrument, readInstrument } from './read-instrument.ts'
import { perpetualMarket, spotMarket } from './testing/markets.ts'

const plain = (instrument: unknown): unknown => JSON.parse(JSON.stringify(instrument))

describe('an instrument', () => {
  it('has the rules that the venue names', () => {
    expect(plain(readInstrument(spotMarket(), BINANCE_SPOT))).toEqual({
      instrumentId: 'binance:BTC-USDT',
      venueId: 'binance',
      symbol: 'BTC-USDT',
      name: 'BTC/USDT',
      base: 'BTC',
      quote: 'USDT',
      tickSize: '0.01',
      lotSize: '0.00001',
      minQuantity: '0.00001',
      minNotional: '5',
      kind: 'spot',
      status: 'trading',
      maxQuantity: '120.5',
      maxNotional: '9000000',
    })
  })

  it('of a perpetual has the share of maintenance margin', () => {
    expect(plain(readInstrument(perpetualMarket(), BINANCE_USDM))).toMatchObject({
      instrumentId: 'binance-usdm:BTC-USDT',
      name: 'BTC/USDT perpetual',
      kind: 'linearPerpetual',
      maintenanceMarginFraction: 0.025,
    })
  })

  it('counts in base units where the venue counts in contracts', () => {
    const market = perpetualMarket({
      contractSize: 0.01,
      precision: { price: 0.1, amount: 1 },
      limits: { amount: { min: 2, max: 1_000 } },
    })
    expect(plain(readInstrument(market, BINANCE_USDM))).toMatchObject({
      lotSize: '0.01',
      minQuantity: '0.02',
      maxQuantity: '10',
      minNotional: '0',
    })
  })

  it('has no bounds where the venue names none or zero', () => {
    const market = spotMarket({ limits: { amount: { min: undefined, max: 0 } } })
    const instrument = readInstrument(market, BINANCE_SPOT)
    expect(instrument).not.toHaveProperty('maxQuantity')
    expect(instrument).not.toHaveProperty('maxNotional')
    expect(plain(instrument)).toMatchObject({ minQuantity: '0.00001', minNotional: '0' })
  })

  it('is none without a step of price or quantity', () => {
    expect(readInstrument(spotMarket({ precision: { price: undefined, amount: 1 } }), BINANCE_SPOT)).toBeUndefined()
    expect(readInstrument(spotMarket({ precision: { price: 1, amount: undefined } }), BINANCE_SPOT)).toBeUndefined()
  })

  it('keeps every digit of a tick, however small', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 0, max: 12 }), (digits, places) => {
        const text = `${digits}e-${places}`
        const market = spotMarket({ precision: { price: Number(text), amount: Number(text) } })
        expect(readInstrument(market, BINANCE_SPOT)?.tickSize.eq(text)).toBe(true)
        expect(readInstrument(market, BINANCE_SPOT)?.lotSize.eq(text)).toBe(true)
      }),
    )
  })

  it.each([
    ['TRADING', true, 'trading'],
    ['BREAK', false, 'maintenance'],
    ['HALT', false, 'maintenance'],
    ['PENDING_TRADING', false, 'maintenance'],
    ['SETTLING', false, 'delisted'],
    ['CLOSE', false, 'delisted'],
    ['a new word', false, 'maintenance'],
    ['a new word', undefined, 'trading'],
  ] as const)('that is %s and active %s is %s', (status, active, expected) => {
    expect(readInstrument(spotMarket({ active, info: { status } }), BINANCE_SPOT)?.status).toBe(expected)
  })

  it('differs from one with another rule, and from no other', () => {
    const one = readInstrument(spotMarket(), BINANCE_SPOT)
    const same = readInstrument(spotMarket({ info: { status: 'TRADING', irrelevant: 1 } }), BINANCE_SPOT)
    const other = readInstrument(spotMarket({ precision: { price: 0.1, amount: 0.00001 } }), BINANCE_SPOT)
    if (!one || !same || !other) throw new Error('all of them have steps')
    expect([isSameInstrument(one, same), isSameInstrument(one, other)]).toEqual([true, false])
  })
})

describe('the markets of a profile', () => {
  it('are those of its kind, without what is delivered or margined in the base', () => {
    const spot = spotMarket()
    const perpetual = perpetualMarket()
    const delivered = perpetualMarket({ type: 'future' })
    const inverse = perpetualMarket({ linear: false })
    const markets = [spot, perpetual, delivered, inverse]
    expect(markets.map((market) => isOfProfile(market, BINANCE_SPOT))).toEqual([true, false, false, false])
    expect(markets.map((market) => isOfProfile(market, BINANCE_USDM))).toEqual([false, true, false, false])
  })
})
