import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, isMultipleOf, ZERO } from '../base/index.ts'
import { HAND, money, orderId, price, quantity } from '../domain/index.ts'
import { type Bracket, type BracketTarget, isSetFree } from './brackets.ts'
import { type SizeRules, targetShares } from './exit-targets.ts'
import { releaseKey } from './order-triggers.ts'
import { BTC } from './testing/terms.ts'

const RULES: SizeRules = { lotSize: quantity('0.1'), minQuantity: quantity('0.2'), minNotional: money(10) }

const target = (at: number, fraction: number, filled = 0): BracketTarget => ({
  price: price(at),
  fraction,
  filled: quantity(filled),
})

function bracket(opened: Decimal.Value, targets: readonly BracketTarget[], change: Partial<Bracket> = {}): Bracket {
  return {
    parentOrderId: orderId('wh-1'),
    instrumentId: BTC,
    owner: HAND,
    side: 'buy',
    stopPrice: price(90),
    targetPrice: undefined,
    targets,
    trailing: undefined,
    breakEven: undefined,
    opened: quantity(opened),
    quantity: quantity(opened),
    ...change,
  }
}

function shares(each: Bracket, rules: SizeRules | undefined = RULES): string[] {
  return targetShares(each, rules).map(({ index, quantity: size, merged }) =>
    [`${index}:${size.toFixed()}`, ...merged.map((other) => `with ${other}`)].join(' '),
  )
}

const THREE = [target(110, 0.3), target(120, 0.3), target(130, 0.4)]

describe('the shares of several targets', () => {
  it('are parts of what the entry opened, on the lot, and the last takes what rounding leaves', () => {
    expect(shares(bracket(10, THREE))).toEqual(['0:3', '1:3', '2:4'])
    expect(shares(bracket('1.1', [target(110, 1 / 3), target(120, 1 / 3), target(130, 1 / 3)]))).toEqual([
      '0:0.3',
      '1:0.4',
      '2:0.4',
    ])
  })

  it('leave the rest to the stop, or to the single take-profit where there is one', () => {
    const half = [target(110, 0.25), target(120, 0.25)]
    expect(shares(bracket(10, half))).toEqual(['0:2.5', '1:2.5'])
    expect(shares(bracket(10, half, { targetPrice: price(150) }))).toEqual(['0:2.5', '1:2.5', '2:5'])
  })

  it('do not ask again for what has been sold at them', () => {
    const sold = [target(110, 0.3, 3), target(120, 0.3, 1), target(130, 0.4)]
    expect(shares(bracket(10, sold, { quantity: quantity(6) }))).toEqual(['1:2', '2:4'])
  })

  it('go to the nearest targets where the position was made smaller by other means', () => {
    expect(shares(bracket(10, THREE, { quantity: quantity(5) }))).toEqual(['0:3', '1:2'])
  })

  it('that are too small for the venue are sold with the next target, which says so', () => {
    expect(shares(bracket(1, [target(110, 0.1), target(120, 0.4), target(130, 0.5)]))).toEqual([
      '1:0.5 with 0',
      '2:0.5',
    ])
    expect(shares(bracket(1, [target(110, 0.1), target(120, 0.1), target(130, 0.8)]))).toEqual([
      '1:0.2 with 0',
      '2:0.8',
    ])
    expect(shares(bracket(1, [target(5, 0.5), target(50, 0.5)]))).toEqual(['1:1 with 0'])
  })

  it('of the last target go to the one before where they are too small', () => {
    expect(shares(bracket(1, [target(110, 0.9), target(120, 0.1)]))).toEqual(['0:1 with 1'])
    expect(shares(bracket('0.1', [target(110, 0.5), target(120, 0.5)]))).toEqual(['1:0.1'])
  })

  it('stay where they are while they fill, however little is left', () => {
    const selling = [target(110, 0.3, 2.9), target(120, 0.7)]
    expect(shares(bracket(10, selling, { quantity: quantity('7.1') }))).toEqual(['0:0.1', '1:7'])
  })

  it('that were sold together are not asked for again', () => {
    const sold = [target(110, 0.1), target(120, 0.4, 0.5), target(130, 0.5)]
    expect(shares(bracket(1, sold, { quantity: quantity('0.5') }))).toEqual(['2:0.5'])
  })

  it('are never more than the position, and all of it where they are the whole of the entry', () => {
    const fractions = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fractions, fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100)), (parts, [tenths, closed, sold]) => {
        const sum = parts.reduce((total, part) => total + part, 0)
        const opened = new Decimal(tenths + 1).div(10)
        const filled = Decimal.min(opened, new Decimal(sold).div(10))
        const left = Decimal.max(ZERO, opened.sub(filled).sub(new Decimal(closed).div(10)))
        const targets = parts.map((part, index) => target(110 + index, part / sum, index === 0 ? filled.toNumber() : 0))
        const found = targetShares(bracket(opened, targets, { quantity: quantity(left) }), RULES)
        const total = found.reduce<Decimal>((each, share) => each.add(share.quantity), ZERO)
        expect(total.toFixed()).toBe(left.toFixed())
        for (const share of found) expect(isMultipleOf(share.quantity, RULES.lotSize)).toBe(true)
      }),
    )
  })

  it('know an exit that was set free by its key', () => {
    expect(isSetFree({ role: 'close', idempotencyKey: releaseKey(orderId('wh-4')) })).toBe(true)
    expect(isSetFree({ role: 'close', idempotencyKey: 'protection-wh-4' })).toBe(false)
  })
})
