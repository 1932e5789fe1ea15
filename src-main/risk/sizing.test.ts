import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, ensureDefined } from '../base/index.ts'
import { type OrderIntent, price } from '../domain/index.ts'
import { contextOf, type OrderContext } from './order-context.ts'
import { sizeOrder } from './sizing.ts'
import type { RiskSnapshot } from './ports.ts'
import { BTC, DEFAULT_LIMITS, intentWith, snapshotWith } from './testing/fixtures.ts'

function contextFor(intent: OrderIntent, snapshot = snapshotWith()): OrderContext {
  return ensureDefined(contextOf(intent, snapshot), 'price')
}

function sizeText(
  size: OrderIntent['size'],
  changes: Partial<OrderIntent> = {},
  snapshot: Partial<RiskSnapshot> = {},
): string {
  const sizing = sizeOrder(contextFor(intentWith({ size, ...changes }), snapshotWith(snapshot)), DEFAULT_LIMITS)
  return sizing.kind === 'sized' ? sizing.quantity.toFixed() : sizing.message
}

describe('sizeOrder', () => {
  it('rounds every kind of size down to the lot', () => {
    expect(sizeText({ kind: 'quantity', quantity: '0.1239' })).toBe('0.123')
    expect(sizeText({ kind: 'value', value: '1234.99' })).toBe('0.024')
    expect(sizeText({ kind: 'equityFraction', fraction: 0.33333 })).toBe('0.666')
  })

  it('sizes by risk so that distance to the stop and fees both ways cost the share of equity', () => {
    // 500 / (1,000 + (50,000 + 49,000) x 0.0005) = 0.4764…
    const size = { kind: 'riskToStop', fraction: 0.005 } as const
    expect(sizeText(size, { stopLossPrice: price('49000') })).toBe('0.476')
    expect(sizeText(size, { stopLossPrice: price('49000'), type: 'limit', limitPrice: price('49500') })).toBe('0.91')
  })

  it('names the field, the value and what is allowed when a size is no size', () => {
    expect(sizeText({ kind: 'quantity', quantity: 'many' })).toBe('size.quantity is many, it must be a number above 0.')
    expect(sizeText({ kind: 'value', value: '-5' })).toBe('size.value is -5, it must be a number above 0.')
    expect(sizeText({ kind: 'equityFraction', fraction: Number.NaN })).toBe(
      'size.fraction is NaN, it must be a number above 0.',
    )
    expect(sizeText({ kind: 'riskToStop', fraction: 0.01 })).toBe(
      'size.kind is riskToStop, which needs a stopLossPrice.',
    )
    const atEntry = { stopLossPrice: price('50000') }
    const free = snapshotWith({ takerFeeFraction: 0 })
    const byRisk = intentWith({ size: { kind: 'riskToStop', fraction: 0.01 }, ...atEntry })
    expect(sizeOrder(contextFor(byRisk, free), DEFAULT_LIMITS)).toMatchObject({
      kind: 'unsizable',
      code: 'SIZE_INVALID',
      message: 'stopLossPrice is 50000, it must differ from the entry price.',
    })
  })

  it('sizes a share of equity to nothing when equity is lost', () => {
    const intent = intentWith({ size: { kind: 'equityFraction', fraction: 1 } })
    const sizing = sizeOrder(contextFor(intent, snapshotWith({ equity: -100 })), DEFAULT_LIMITS)
    expect(sizing).toMatchObject({ kind: 'sized', quantity: new Decimal(0) })
  })

  it('sizes by volatility so that a wild instrument gets less', () => {
    const size = { kind: 'volatilityTarget', fraction: 0.2 } as const
    // 0.2 x 100,000 / 0.8 = 25,000
    expect(sizeText(size, {}, { annualVolatility: 0.8 })).toBe('0.5')
    expect(sizeText(size, {}, { annualVolatility: 1.6 })).toBe('0.25')
    expect(sizeText(size)).toBe(
      'The volatility of BTC-PERP is not known yet: too few bars have closed. Size the order otherwise, or wait.',
    )
  })

  describe('by Kelly', () => {
    const size = { kind: 'kelly', multiplier: 0.5, maxFraction: 0.02 } as const
    const stop = { stopLossPrice: price('49000') }
    const withRecord = (record: RiskSnapshot['ownerRecord']): string => sizeText(size, stop, { ownerRecord: record })

    it('stakes a part of the Kelly fraction at the stop', () => {
      // 0.42 - 0.58 / 1.4 = 0.0057; half of it, 285.71, over 1,049.5 a unit
      expect(withRecord({ trades: 50, winRate: 0.42, payoff: 1.4 })).toBe('0.272')
    })

    it('never stakes more than the cap, however good the record', () => {
      fc.assert(
        fc.property(
          fc.double({ min: 0.5, max: 1, noNaN: true }),
          fc.double({ min: 1, max: 50, noNaN: true }),
          (winRate, payoff) => {
            const sizing = sizeOrder(
              contextFor(intentWith({ size, ...stop }), snapshotWith({ ownerRecord: { trades: 80, winRate, payoff } })),
              DEFAULT_LIMITS,
            )
            const quantity = sizing.kind === 'sized' ? sizing.quantity : new Decimal(0)
            expect(quantity.mul('1049.5').lte(2_000)).toBe(true)
          },
        ),
      )
      expect(withRecord({ trades: 80, winRate: 0.6, payoff: 2 })).toBe('1.905')
    })

    it('is denied with too few trades, without an edge and without a stop, and says so', () => {
      const few = 'hand has closed 49 trades; a size by Kelly needs 50 with wins and losses among them.'
      expect(withRecord({ trades: 49, winRate: 0.6, payoff: 2 })).toBe(few)
      expect(withRecord(undefined)).toBe(few.replace('49', '0'))
      expect(withRecord({ trades: 60, winRate: 1, payoff: undefined })).toBe(
        'hand has closed 60 trades, all with the same result; a size by Kelly needs 61 with wins and losses among them.',
      )
      expect(withRecord({ trades: 60, winRate: 0.4, payoff: 1 })).toBe(
        'hand has won 40.00% of 60 trades at a payoff of 1: the Kelly fraction is -20.00%, so nothing is staked.',
      )
      expect(sizeText(size, {}, { ownerRecord: { trades: 60, winRate: 0.6, payoff: 2 } })).toBe(
        'size.kind is kelly, which needs a stopLossPrice.',
      )
      expect(sizeText({ ...size, maxFraction: Number.NaN }, stop)).toBe(
        'size.multiplier or size.maxFraction is NaN, it must be a number above 0.',
      )
    })
  })

  it('never asks for more than the size allows, and never leaves out a whole lot', () => {
    const order = fc.record({
      kind: fc.constantFrom('quantity', 'value', 'equityFraction', 'riskToStop', 'volatilityTarget'),
      amount: fc.integer({ min: 1, max: 100_000_000 }),
      priceTicks: fc.integer({ min: 1, max: 2_000_000 }),
      stopTicks: fc.integer({ min: 1, max: 2_000_000 }),
    })
    fc.assert(
      fc.property(order, ({ kind, amount, priceTicks, stopTicks }) => {
        fc.pre(priceTicks !== stopTicks)
        const intent = intentWith({
          size: sizeOf(kind, amount),
          stopLossPrice: price(new Decimal(stopTicks).div(10)),
          type: 'limit',
          limitPrice: price(new Decimal(priceTicks).div(10)),
        })
        const context = contextFor(intent, snapshotWith({ referencePrice: priceTicks / 10, annualVolatility: 0.8 }))
        const sizing = sizeOrder(context, DEFAULT_LIMITS)
        if (sizing.kind !== 'sized') throw new Error(sizing.message)
        const { asked, perUnit } = measureOf(context)
        expect(sizing.quantity.mod(BTC.lotSize).isZero()).toBe(true)
        expect(sizing.quantity.mul(perUnit).lte(asked)).toBe(true)
        expect(sizing.quantity.add(BTC.lotSize).mul(perUnit).gt(asked)).toBe(true)
      }),
    )
  })
})

function sizeOf(kind: Exclude<OrderIntent['size']['kind'], 'kelly'>, amount: number): OrderIntent['size'] {
  if (kind === 'quantity') return { kind, quantity: new Decimal(amount).div(10_000).toFixed() }
  if (kind === 'value') return { kind, value: new Decimal(amount).div(100).toFixed() }
  return { kind, fraction: amount / 100_000_000 }
}

/** What was asked and what one unit takes of it, in the size's own measure. */
function measureOf({ intent, price, unitLoss, equity }: OrderContext): { asked: Decimal; perUnit: Decimal } {
  const { size } = intent
  if (size.kind === 'quantity') return { asked: new Decimal(size.quantity), perUnit: new Decimal(1) }
  if (size.kind === 'value') return { asked: new Decimal(size.value), perUnit: price }
  if (size.kind === 'kelly') throw new Error('has a test of its own')
  const asked = equity.mul(size.fraction)
  if (size.kind === 'volatilityTarget') return { asked, perUnit: price.mul(0.8) }
  return { asked, perUnit: size.kind === 'riskToStop' ? ensureDefined(unitLoss, 'loss') : price }
}
