import { describe, expect, it } from 'vitest'
import { quantity } from '../domain/index.ts'
import { type AccountExposure, accountMeters, type InstrumentExposure } from './account-meters.ts'
import { evaluate } from './evaluate.ts'
import { DEFAULT_LIMITS, intentWith, snapshotWith } from './testing/fixtures.ts'

function held(change: Partial<InstrumentExposure> = {}): InstrumentExposure {
  return {
    symbol: 'BTC-PERP',
    price: 50_000,
    netQuantity: quantity('0.5'),
    pendingBuyQuantity: quantity(0),
    pendingSellQuantity: quantity(0),
    notional: 25_000,
    ...change,
  }
}

function metersOf(change: Partial<AccountExposure> = {}): Record<string, object> {
  const account = {
    currency: 'USDT',
    equity: 100_000,
    dayStartEquity: 100_000,
    openPositions: 1,
    instruments: [held()],
    ...change,
  }
  return Object.fromEntries(accountMeters(account, DEFAULT_LIMITS).map((meter) => [meter.code, meter]))
}

describe('the meters of an account', () => {
  it('are the same for every account, and all refuse entries', () => {
    const codes = ['MAX_DAILY_LOSS', 'MAX_LEVERAGE', 'MAX_EXPOSURE', 'MAX_OPEN_POSITIONS', 'MAX_POSITION_NOTIONAL']
    const empty = accountMeters(
      { currency: 'USDT', equity: 0, dayStartEquity: 0, openPositions: 0, instruments: [] },
      DEFAULT_LIMITS,
    )
    expect(empty.map(({ code }) => code)).toEqual(codes)
    expect(Object.keys(metersOf())).toEqual(codes)
    for (const meter of empty) expect(meter).toMatchObject({ measured: 0, passed: true, action: 'refuse' })
  })

  it('tell how much of the day is lost, and fail at the limit', () => {
    expect(metersOf({ equity: 97_000 })['MAX_DAILY_LOSS']).toMatchObject({ measured: 0.03, limit: 0.05, passed: true })
    expect(metersOf({ equity: 95_000 })['MAX_DAILY_LOSS']).toMatchObject({ measured: 0.05, passed: false })
    expect(metersOf({ equity: 104_000 })['MAX_DAILY_LOSS']).toMatchObject({ measured: 0 })
  })

  it('tell leverage and exposure over all instruments', () => {
    const meters = metersOf({ instruments: [held(), held({ symbol: 'ETH-PERP', notional: 10_000 })], equity: 50_000 })
    expect(meters['MAX_LEVERAGE']).toMatchObject({ measured: 0.7, limit: 3, unit: 'times equity' })
    expect(meters['MAX_EXPOSURE']).toMatchObject({ measured: 35_000, limit: 150_000, unit: 'USDT', passed: true })
    const over = metersOf({ equity: 8_000 })
    expect(over['MAX_LEVERAGE']).toMatchObject({ measured: 3.125, passed: false })
    expect(over['MAX_EXPOSURE']).toMatchObject({ passed: false })
  })

  it('stay numbers where everything is lost', () => {
    const meters = metersOf({ equity: -500 })
    expect(meters['MAX_LEVERAGE']).toMatchObject({ measured: 25_000, passed: false })
    expect(Object.values(meters).flatMap(Object.values)).not.toContain(Number.POSITIVE_INFINITY)
  })

  it('name the largest position, with the orders that would enlarge it', () => {
    const short = held({
      symbol: 'ETH-PERP',
      price: 3_000,
      netQuantity: quantity(-10),
      pendingSellQuantity: quantity(2),
      pendingBuyQuantity: quantity(1),
    })
    expect(metersOf({ instruments: [held(), short] })['MAX_POSITION_NOTIONAL']).toMatchObject({
      label: 'Largest position, ETH-PERP',
      measured: 36_000,
      limit: 100_000,
      unit: 'USDT',
    })
  })

  it('measure as the check of an order does', () => {
    const verdict = evaluate(
      intentWith({ size: { kind: 'quantity', quantity: '0.1' } }),
      snapshotWith({ equity: 96_000, openPositions: 2 }),
      DEFAULT_LIMITS,
    )
    const meters = metersOf({
      equity: 96_000,
      openPositions: 3,
      instruments: [held({ netQuantity: quantity('0.1'), notional: 5_000 })],
    })
    const shared = verdict.rules.filter(({ code }) => meters[code])
    expect(shared.map(({ code }) => code).sort()).toEqual([
      'MAX_DAILY_LOSS',
      'MAX_LEVERAGE',
      'MAX_OPEN_POSITIONS',
      'MAX_POSITION_NOTIONAL',
    ])
    for (const { code, measured, limit, unit, passed } of shared) {
      expect(meters[code]).toMatchObject({ measured, limit, unit, passed })
    }
  })
})
