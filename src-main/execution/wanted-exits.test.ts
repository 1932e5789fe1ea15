import { describe, expect, it } from 'vitest'
import { type OrderTerms, price, quantity } from '../domain/index.ts'
import type { Bracket } from './brackets.ts'
import { legIndexOf } from './wanted-exits.ts'

const targets = [110, 120, 130].map((at) => ({ price: price(at), fraction: 0.25, filled: quantity(0) }))
const bracket = { targets, targetPrice: price(150) } as unknown as Bracket
const indexAt = (at: number): number =>
  legIndexOf(bracket, { role: 'takeProfit', triggerPrice: undefined, limitPrice: price(at) } as OrderTerms)

describe('the target that an order is for', () => {
  it('is the one at its price, the single one after the others', () => {
    expect([110, 120, 130, 150].map(indexAt)).toEqual([0, 1, 2, 3])
  })

  it('is the nearest where the tick has become coarser since it was decided', () => {
    expect([108, 119.5, 131].map(indexAt)).toEqual([0, 1, 2])
  })
})
