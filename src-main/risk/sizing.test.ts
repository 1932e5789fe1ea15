import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, ensureDefined } from '../base/index.ts'
import { type OrderIntent, price } from '../domain/index.ts'
import { contextOf, type OrderContext } from './order-context.ts'
import { sizeOrder } from './sizing.ts'
import { BTC, intentWith, snapshotWith } from './testing/fixtures.ts'

function contextFor(intent: OrderIntent, snapshot = snapshotWith()): OrderContext {
  return ensureDefined(contextOf(intent, snapshot), 'price')
}

function sizeText(size: OrderIntent['size'], changes: Partial<OrderIntent> = {}): string {
  const sizing = sizeOrder(contextFor(intentWith({ size, ...changes })))
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
    expect(sizeOrder(contextFor(byRisk, free))).toEqual({
      kind: 'unsizable',
      message: 'stopLossPrice is 50000, it must differ from the entry price.',
    })
  })

  it('sizes a share of equity to nothing when equity is lost', () => {
    const intent = intentWith({ size: { kind: 'equityFraction', fraction: 1 } })
    const sizing = sizeOrder(contextFor(intent, snapshotWith({ equity: -100 })))
    expect(sizing).toMatchObject({ kind: 'sized', quantity: new Decimal(0) })
  })

  it('never asks for more than the size allows, and never leaves out a whole lot', () => {
    const order = fc.record({
      kind: fc.constantFrom('quantity', 'value', 'equityFraction', 'riskToStop'),
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
        const context = contextFor(intent, snapshotWith({ referencePrice: priceTicks / 10 }))
        const sizing = sizeOrder(context)
        if (sizing.kind !== 'sized') throw new Error(sizing.message)
        const { asked, perUnit } = measureOf(context)
        expect(sizing.quantity.mod(BTC.lotSize).isZero()).toBe(true)
        expect(sizing.quantity.mul(perUnit).lte(asked)).toBe(true)
        expect(sizing.quantity.add(BTC.lotSize).mul(perUnit).gt(asked)).toBe(true)
      }),
    )
  })
})

function sizeOf(kind: OrderIntent['size']['kind'], amount: number): OrderIntent['size'] {
  if (kind === 'quantity') return { kind, quantity: new Decimal(amount).div(10_000).toFixed() }
  if (kind === 'value') return { kind, value: new Decimal(amount).div(100).toFixed() }
  return { kind, fraction: amount / 100_000_000 }
}

/** What was asked and what one unit takes of it, in the size's own measure. */
function measureOf({ intent, price, unitLoss, equity }: OrderContext): { asked: Decimal; perUnit: Decimal } {
  const { size } = intent
  if (size.kind === 'quantity') return { asked: new Decimal(size.quantity), perUnit: new Decimal(1) }
  if (size.kind === 'value') return { asked: new Decimal(size.value), perUnit: price }
  const asked = equity.mul(size.fraction)
  return { asked, perUnit: size.kind === 'riskToStop' ? ensureDefined(unitLoss, 'loss') : price }
}
