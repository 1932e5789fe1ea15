import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from '../base/index.ts'
import { price, quantity } from '../domain/index.ts'
import { exitDenial, type ExitPart, exitProfit, exitRewardToRisk, type HeldPosition } from './position-exits.ts'

const anyPrice = fc.integer({ min: 1, max: 1_000_000 }).map((ticks) => price(new Decimal(ticks).div(10)))
const anyQuantity = fc.integer({ min: 1, max: 1_000 }).map((lots) => quantity(new Decimal(lots).div(1_000)))
const anyFee = fc.constantFrom(0, 0.0002, 0.0005, 0.001)

function held(signed: Decimal.Value, entryPrice: Decimal.Value): HeldPosition {
  return { instrument: { quote: 'USDT' }, quantity: quantity(signed), entryPrice: price(entryPrice) }
}

describe('the profit at an exit', () => {
  it('is distance times quantity less the fee of the way out, for a long and a short position', () => {
    const at = (value: number): ExitPart[] => [{ quantity: quantity(2), price: price(value) }]
    expect(exitProfit(at(110), held(2, 100), 0.001)?.toFixed()).toBe('19.78')
    expect(exitProfit(at(110), held(-2, 100), 0.001)?.toFixed()).toBe('-20.22')
  })

  it('of parts at one price is that of the whole, and of both sides together only the fees', () => {
    const anyCase = fc.record({
      entry: anyPrice,
      exit: anyPrice,
      sizes: fc.array(anyQuantity, { minLength: 1 }),
      fee: anyFee,
    })
    fc.assert(
      fc.property(anyCase, ({ entry, exit, sizes, fee }) => {
        const whole = quantity(sizes.reduce<Decimal>((sum, size) => sum.add(size), new Decimal(0)))
        const parts = sizes.map((size) => ({ quantity: size, price: exit }))
        const long = exitProfit(parts, held(whole, entry), fee)
        const short = exitProfit(parts, held(whole.neg(), entry), fee)
        expect(long?.toFixed()).toBe(exitProfit([{ quantity: whole, price: exit }], held(whole, entry), fee)?.toFixed())
        expect(long?.add(short ?? 0).toFixed()).toBe(whole.mul(exit).mul(fee).mul(-2).add(0).toFixed())
      }),
    )
  })

  it('is not known where a part has no such exit', () => {
    const parts = [
      { quantity: quantity(1), price: price(90) },
      { quantity: quantity(1), price: undefined },
    ]
    expect(exitProfit(parts, held(2, 100), 0)).toBeUndefined()
    expect(exitProfit([], held(2, 100), 0)).toBeUndefined()
  })
})

describe('the ratio of reward to risk', () => {
  const at = (value: number): ExitPart[] => [{ quantity: quantity(1), price: price(value) }]

  it('is profit at the target over loss at the stop', () => {
    expect(exitRewardToRisk(at(95), at(115), held(1, 100))).toBe(3)
    expect(exitRewardToRisk(at(110), at(80), held(-1, 100))).toBe(2)
  })

  it('is none where nothing is risked or nothing is won', () => {
    expect(exitRewardToRisk(at(100), at(115), held(1, 100))).toBeUndefined()
    expect(exitRewardToRisk(at(95), at(99), held(1, 100))).toBeUndefined()
    expect(exitRewardToRisk([], at(115), held(1, 100))).toBeUndefined()
  })
})

describe('exits beside the newest price', () => {
  it('are denied exactly where they would leave the position at once', () => {
    fc.assert(
      fc.property(anyPrice, anyPrice, fc.boolean(), (level, newest, isLong) => {
        const position = held(isLong ? 1 : -1, 100)
        const isBelow = level.lt(newest)
        const isAbove = level.gt(newest)
        const stop = exitDenial({ stopPrice: level, targetPrice: undefined }, position, newest.toNumber())
        const target = exitDenial({ stopPrice: undefined, targetPrice: level }, position, newest.toNumber())
        expect(stop?.code).toBe((isLong ? isBelow : isAbove) ? undefined : 'STOP_WRONG_SIDE')
        expect(target?.code).toBe((isLong ? isAbove : isBelow) ? undefined : 'TARGET_WRONG_SIDE')
      }),
    )
  })
})
