import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../base/index.ts'
import { money, type OrderIntent, price, quantity } from '../domain/index.ts'
import { evaluate } from './evaluate.ts'
import type { RiskSnapshot, Verdict } from './ports.ts'
import type { RiskLimits } from './risk-config.ts'
import { BTC, closeIntent, DEFAULT_LIMITS, intentWith, snapshotWith } from './testing/fixtures.ts'

const lots = (count: number): string => new Decimal(count).mul(BTC.lotSize).toFixed()

function codeOf(verdict: Verdict): string {
  return verdict.accepted ? 'accepted' : verdict.denial.code
}

describe('evaluate', () => {
  it('accepts with quantity, price, fee, risk and reward', () => {
    const verdict = evaluate(
      intentWith({ stopLossPrice: price('49000'), takeProfitPrice: price('53000') }),
      snapshotWith(),
      DEFAULT_LIMITS,
    )
    if (!verdict.accepted) throw new Error(verdict.denial.message)
    expect({
      quantity: verdict.quantity.toFixed(),
      estimatedPrice: verdict.estimatedPrice.toFixed(),
      notional: verdict.notional.toFixed(),
      estimatedFee: verdict.estimatedFee.toFixed(),
      riskAtStop: verdict.riskAtStop?.toFixed(),
      rewardToRisk: verdict.rewardToRisk,
    }).toEqual({
      quantity: '0.1',
      estimatedPrice: '50000',
      notional: '5000',
      estimatedFee: '2.5',
      riskAtStop: '104.95',
      rewardToRisk: 3,
    })
  })

  it('lists every rule that applies, the tightest first', () => {
    const verdict = evaluate(
      intentWith({ size: { kind: 'quantity', quantity: '0.9' }, stopLossPrice: price('49000') }),
      snapshotWith(),
      DEFAULT_LIMITS,
    )
    expect(verdict.rules.map(({ code, passed }) => [code, passed])).toEqual([
      ['STOP_WRONG_SIDE', true],
      ['MAX_ORDER_NOTIONAL', true],
      ['MAX_RISK_PER_TRADE', true],
      ['MAX_POSITION_NOTIONAL', true],
      ['MAX_LEVERAGE', true],
      ['MAX_OPEN_POSITIONS', true],
      ['MAX_OWNER_NOTIONAL', true],
      ['MAX_EXPOSURE', true],
      ['ENTRY_RATE', true],
      ['MIN_QUANTITY', true],
      ['MIN_NOTIONAL', true],
      ['TRADING_HALTED', true],
      ['TRADING_REDUCING', true],
      ['NO_EQUITY', true],
      ['MAX_DAILY_LOSS', true],
      ['CONTRADICTING_TERMS', true],
      ['PRICE_PRECISION', true],
      ['QUANTITY_PRECISION', true],
    ])
  })

  it('lists failed rules before passed ones and denies by the first in priority', () => {
    const verdict = evaluate(
      intentWith({ size: { kind: 'quantity', quantity: '3' } }),
      snapshotWith({ tradingState: 'halted' }),
      DEFAULT_LIMITS,
    )
    expect(codeOf(verdict)).toBe('TRADING_HALTED')
    const failed = verdict.rules.filter(({ passed }) => !passed)
    expect(failed.map(({ code }) => code)).toEqual(['MAX_ORDER_NOTIONAL', 'MAX_POSITION_NOTIONAL', 'TRADING_HALTED'])
    expect(verdict.rules.slice(0, 3)).toEqual(failed)
  })

  it('denies instead of throwing when price or size is unusable', () => {
    const noPrice = evaluate(intentWith(), snapshotWith({ referencePrice: Number.NaN }), DEFAULT_LIMITS)
    const noSize = evaluate(intentWith({ size: { kind: 'value', value: '' } }), snapshotWith(), DEFAULT_LIMITS)
    expect([codeOf(noPrice), codeOf(noSize)]).toEqual(['PRICE_UNAVAILABLE', 'SIZE_INVALID'])
    expect(noSize).toMatchObject({ quantity: undefined, rules: [] })
  })

  it('holds a limit that is met exactly for passed', () => {
    const whole = intentWith({ size: { kind: 'riskToStop', fraction: 0.02 }, stopLossPrice: price('45000') })
    expect(codeOf(evaluate(whole, snapshotWith({ takerFeeFraction: 0 }), DEFAULT_LIMITS))).toBe('accepted')
  })
})

describe('a reducing order', () => {
  const held = { netQuantity: quantity('0.5'), ownerQuantity: quantity('0.5'), ownerHasPosition: true }

  it('passes whatever the trading state, the losses and the caps say', () => {
    const worst: Partial<RiskSnapshot> = { ...held, equity: -5, openPositions: 99, otherNotional: 1e9 }
    const tight: RiskLimits = { ...DEFAULT_LIMITS, maxOrderNotional: money(1), maxPositionNotional: money(1) }
    for (const tradingState of ['active', 'reducing', 'halted'] as const) {
      expect(codeOf(evaluate(closeIntent('0.5'), snapshotWith({ ...worst, tradingState }), tight))).toBe('accepted')
    }
  })

  it('may close a remainder below the minimum, but only all of it', () => {
    const large = { ...BTC, minQuantity: quantity('1'), minNotional: money('100000') }
    const snapshot = snapshotWith({ ...held, instrument: large })
    expect(codeOf(evaluate(closeIntent('0.5'), snapshot, DEFAULT_LIMITS))).toBe('accepted')
    expect(codeOf(evaluate(closeIntent('0.499'), snapshot, DEFAULT_LIMITS))).toBe('MIN_QUANTITY')
  })

  it('must not add to what the owner holds, nor turn the net position', () => {
    const check = (snapshot: Partial<RiskSnapshot>, side: 'buy' | 'sell'): string =>
      codeOf(evaluate(closeIntent('0.1', { side }), snapshotWith({ ...held, ...snapshot }), DEFAULT_LIMITS))
    expect(check({}, 'sell')).toBe('accepted')
    expect(check({}, 'buy')).toBe('REDUCE_ONLY_INCREASES')
    expect(check({ ownerQuantity: quantity(0) }, 'sell')).toBe('REDUCE_ONLY_INCREASES')
    expect(check({ netQuantity: quantity('0.05') }, 'sell')).toBe('REDUCE_ONLY_INCREASES')
    expect(check({ netQuantity: quantity('-0.5'), ownerQuantity: quantity('-0.5') }, 'buy')).toBe('accepted')
  })
})

describe('caps on the net position', () => {
  const short = snapshotWith({ netQuantity: quantity('-4'), ownerHasPosition: true })
  const roomy = { ...DEFAULT_LIMITS, maxOrderNotional: money('1000000') }
  const buy = (size: string): string =>
    codeOf(evaluate(intentWith({ size: { kind: 'quantity', quantity: size } }), short, roomy))

  it('never hold an order that leaves the net position no larger than it is', () => {
    expect([buy('1'), buy('4'), buy('8')]).toEqual(['accepted', 'accepted', 'accepted'])
  })

  it('hold the order that turns the position into a larger one', () => {
    expect(buy('8.001')).toBe('MAX_POSITION_NOTIONAL')
  })
})

interface Situation {
  readonly side: 'buy' | 'sell'
  readonly reduceOnly: boolean
  readonly limitTicks: number | undefined
  readonly stopTicks: number | undefined
  readonly quantityLots: number
  readonly netLots: number
  readonly ownerLots: number
  readonly pendingLots: number
  readonly equity: number
  readonly lossFraction: number
  readonly otherNotional: number
  readonly openPositions: number
  readonly tradingState: RiskSnapshot['tradingState']
}

const situations: fc.Arbitrary<Situation> = fc.record({
  side: fc.constantFrom('buy', 'sell'),
  reduceOnly: fc.boolean(),
  limitTicks: fc.option(fc.integer({ min: 470_000, max: 530_000 }), { nil: undefined }),
  stopTicks: fc.option(fc.integer({ min: 450_000, max: 550_000 }), { nil: undefined }),
  quantityLots: fc.integer({ min: 1, max: 4000 }),
  netLots: fc.integer({ min: -3000, max: 3000 }),
  ownerLots: fc.integer({ min: -3000, max: 3000 }),
  pendingLots: fc.integer({ min: 0, max: 1000 }),
  equity: fc.double({ min: 1000, max: 200_000, noNaN: true }),
  lossFraction: fc.double({ min: 0, max: 0.06, noNaN: true }),
  otherNotional: fc.integer({ min: 0, max: 200_000 }),
  openPositions: fc.integer({ min: 0, max: 9 }),
  tradingState: fc.constantFrom('active', 'active', 'active', 'reducing', 'halted'),
})

function intentOf(situation: Situation, quantityLots = situation.quantityLots): OrderIntent {
  const { side, reduceOnly, limitTicks, stopTicks } = situation
  const ticks = (count: number | undefined) => (count === undefined ? undefined : price(new Decimal(count).div(10)))
  return intentWith({
    side,
    reduceOnly,
    type: limitTicks === undefined ? 'market' : 'limit',
    limitPrice: ticks(limitTicks),
    stopLossPrice: ticks(stopTicks),
    size: { kind: 'quantity', quantity: lots(quantityLots) },
  })
}

function snapshotOf(situation: Situation): RiskSnapshot {
  const { equity, lossFraction, netLots, ownerLots, pendingLots, otherNotional, openPositions } = situation
  return snapshotWith({
    equity,
    dayStartEquity: equity / (1 - lossFraction),
    netQuantity: quantity(lots(netLots)),
    ownerQuantity: quantity(lots(ownerLots)),
    pendingBuyQuantity: quantity(lots(pendingLots)),
    pendingSellQuantity: quantity(lots(pendingLots)),
    otherNotional,
    openPositions,
    tradingState: situation.tradingState,
  })
}

const verdictOf = (situation: Situation, quantityLots?: number): Verdict =>
  evaluate(intentOf(situation, quantityLots), snapshotOf(situation), DEFAULT_LIMITS)

describe('every verdict', () => {
  it('is the same for the same arguments, which it leaves unchanged', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const intent = deepFreeze(intentOf(situation))
        const snapshot = deepFreeze(snapshotOf(situation))
        const before = JSON.stringify([intent, snapshot])
        const first = evaluate(intent, snapshot, DEFAULT_LIMITS)
        expect(evaluate(intent, snapshot, DEFAULT_LIMITS)).toEqual(first)
        expect(JSON.stringify([intent, snapshot])).toBe(before)
      }),
    )
  })

  it('never turns from denied to accepted when only the size grows, above the minimum sizes', () => {
    fc.assert(
      fc.property(situations, fc.integer({ min: 1, max: 2000 }), (situation, more) => {
        const small = verdictOf(situation)
        // whole closes are exempt from minimum sizes, which one lot of this instrument always meets
        const large = verdictOf(situation, situation.quantityLots + more)
        expect(small.accepted || !large.accepted).toBe(true)
      }),
    )
  })

  it('names the largest quantity that would pass, not above what was asked', () => {
    let named = 0
    fc.assert(
      fc.property(situations, (situation) => {
        const verdict = verdictOf(situation)
        if (verdict.accepted) return
        const fits = verdict.denial.quantityThatFits
        const fitLots = fits ? fits.div(BTC.lotSize).toNumber() : 0
        if (fits) named += 1
        expect(!fits || verdictOf(situation, fitLots).accepted).toBe(true)
        expect(fitLots).toBeLessThan(situation.quantityLots)
        expect(verdictOf(situation, fitLots + 1).accepted).toBe(false)
      }),
      { numRuns: 1000 },
    )
    expect(named).toBeGreaterThan(50)
  })

  it('carries only finite numbers', () => {
    fc.assert(
      fc.property(situations, fc.constantFrom(0, -50, 1e-9, 1e12), (situation, equity) => {
        const verdict = evaluate(intentOf(situation), { ...snapshotOf(situation), equity }, DEFAULT_LIMITS)
        for (const { measured, limit } of verdict.rules) expect([measured, limit].every(Number.isFinite)).toBe(true)
      }),
    )
  })
})

function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) Object.freeze(inner)
  return Object.freeze(value)
}
