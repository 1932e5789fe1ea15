import { describe, expect, it } from 'vitest'
import { HAND, money, parseInstrumentId, quantity, strategyId, strategyOwner } from '../domain/index.ts'
import { type AccountExposure, accountMeters, type InstrumentExposure } from './account-meters.ts'
import { evaluate } from './evaluate.ts'
import { BTC, DEFAULT_LIMITS, intentWith, snapshotWith } from './testing/fixtures.ts'

function held(change: Partial<InstrumentExposure> = {}): InstrumentExposure {
  return {
    instrumentId: BTC.instrumentId,
    symbol: 'BTC-PERP',
    price: 50_000,
    netQuantity: quantity('0.5'),
    pendingBuyQuantity: quantity(0),
    pendingSellQuantity: quantity(0),
    notional: 25_000,
    ...change,
  }
}

const ETH = parseInstrumentId('simulated:ETH-PERP')

function metersOf(change: Partial<AccountExposure> = {}): Record<string, object> {
  return Object.fromEntries(accountMeters(accountWith(change), DEFAULT_LIMITS).map((meter) => [meter.code, meter]))
}

function accountWith(change: Partial<AccountExposure> = {}): AccountExposure {
  return {
    currency: 'USDT',
    equity: 100_000,
    dayStartEquity: 100_000,
    openPositions: 1,
    instruments: [held()],
    owners: [],
    groups: [],
    ...change,
  }
}

describe('the meters of an account', () => {
  it('are the same for every account, and all refuse entries', () => {
    const codes = [
      'MAX_DAILY_LOSS',
      'MAX_LEVERAGE',
      'MAX_EXPOSURE',
      'MAX_OPEN_POSITIONS',
      'MAX_POSITION_NOTIONAL',
      'MAX_OWNER_NOTIONAL',
      'MAX_GROUP_NOTIONAL',
    ]
    const empty = accountMeters(
      { currency: 'USDT', equity: 0, dayStartEquity: 0, openPositions: 0, instruments: [], owners: [], groups: [] },
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

  it('hold exposure to the lower of leverage and the limit in money', () => {
    const limits = { ...DEFAULT_LIMITS, maxExposure: money(20_000) }
    const meter = accountMeters(accountWith(), limits).find(({ code }) => code === 'MAX_EXPOSURE')
    expect(meter).toMatchObject({ measured: 25_000, limit: 20_000, passed: false })
  })

  it('name the owner with most at stake, and each group with what is held in it', () => {
    const eth = held({ symbol: 'ETH-PERP', instrumentId: ETH, notional: 9_000 })
    const sol = held({ symbol: 'SOL-PERP', instrumentId: parseInstrumentId('simulated:SOL-PERP'), notional: 700 })
    const majors = { name: 'majors', instruments: new Set(['BTC-PERP', ETH]), maxNotional: money(30_000) }
    const owners = [
      { owner: HAND, notional: 10_000 },
      { owner: strategyOwner(strategyId('ema-cross')), notional: 24_000 },
    ]
    const account = accountWith({ instruments: [held(), eth, sol], owners })
    const meters = accountMeters(account, { ...DEFAULT_LIMITS, groups: [majors] })
    expect(meters.find(({ code }) => code === 'MAX_OWNER_NOTIONAL')).toMatchObject({
      label: 'Largest owner, strategy:ema-cross',
      measured: 24_000,
    })
    expect(meters.find(({ code }) => code === 'MAX_GROUP_NOTIONAL:majors')).toMatchObject({
      measured: 34_000,
      limit: 30_000,
      passed: false,
    })
  })

  it('name the fullest of the groups that were found by correlation, and fail beyond their cap', () => {
    const eth = held({ symbol: 'ETH-PERP', instrumentId: ETH, notional: 9_000 })
    const group = (name: string, ids: readonly string[]) => ({
      name,
      instruments: new Set(ids),
      maxNotional: money(30_000),
    })
    const account = accountWith({
      instruments: [held(), eth],
      groups: [group('small', [ETH]), group('large', [BTC.instrumentId, ETH])],
    })
    const limits = { ...DEFAULT_LIMITS, maxCorrelatedNotional: money(30_000) }
    expect(accountMeters(account, limits).find(({ code }) => code === 'MAX_GROUP_NOTIONAL')).toMatchObject({
      label: 'Largest correlated group, large',
      measured: 34_000,
      limit: 30_000,
      passed: false,
    })
    expect(metersOf()['MAX_GROUP_NOTIONAL']).toMatchObject({
      label: 'Largest correlated group',
      measured: 0,
      limit: 300_000,
      passed: true,
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
      owners: [{ owner: HAND, notional: 5_000 }],
    })
    const shared = verdict.rules.filter(({ code }) => meters[code])
    expect(shared.map(({ code }) => code).sort()).toEqual([
      'MAX_DAILY_LOSS',
      'MAX_EXPOSURE',
      'MAX_LEVERAGE',
      'MAX_OPEN_POSITIONS',
      'MAX_OWNER_NOTIONAL',
      'MAX_POSITION_NOTIONAL',
    ])
    for (const { code, measured, limit, unit, passed } of shared) {
      // Leverage in money is the lower limit there; the check measures it apart.
      const lower = code === 'MAX_EXPOSURE' ? 288_000 : limit
      expect(meters[code]).toMatchObject({ measured, limit: lower, unit, passed })
    }
  })
})
