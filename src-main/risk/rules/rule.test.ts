import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, toFloat } from '../../base/index.ts'
import { quantity } from '../../domain/index.ts'
import { enlarges } from '../proposal.ts'
import { keepsWithin } from './rule.ts'

const amount = fc.integer({ min: 0, max: 10 ** 9 }).map((units) => new Decimal(units).div(1_000))

describe('keepsWithin', () => {
  it('says what an exact comparison says, wherever the amount lies', () => {
    const off = fc.integer({ min: -5, max: 5 }).map((units) => new Decimal(units).div('1e15'))
    fc.assert(
      fc.property(
        amount,
        fc.oneof(
          amount,
          off.map((nudge) => ({ nudge })),
        ),
        (limit, other) => {
          const measured = 'nudge' in other ? limit.add(other.nudge) : other
          const exact = measured.lte(limit)
          expect(keepsWithin(toFloat(measured), toFloat(limit), () => exact)).toBe(exact)
        },
      ),
    )
  })

  it('asks for the exact comparison only near the limit', () => {
    const never = (): boolean => {
      throw new Error('floats can tell')
    }
    expect([keepsWithin(99.9, 100, never), keepsWithin(100.1, 100, never), keepsWithin(-5, 0, never)]).toEqual([
      true,
      false,
      true,
    ])
  })

  it('lets nothing pass that is no number', () => {
    expect(keepsWithin(Number.NaN, 100, () => true)).toBe(false)
  })
})

describe('enlarges', () => {
  it('compares the sizes before and after, whatever the direction', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 50 }), (before, size) => {
        const expected = Math.abs(before + size) > Math.abs(before)
        expect(enlarges(new Decimal(before), quantity(size))).toBe(expected)
      }),
    )
  })
})
