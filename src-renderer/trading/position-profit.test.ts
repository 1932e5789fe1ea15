import { describe, expect, it } from 'vitest'
import { multipleOfRisk, profitAt, type PositionPrices } from './position-profit.ts'

const long: PositionPrices = { side: 'long', quantity: '0.420', entryPrice: '64462.5', stopPrice: '64198.0' }
const short: PositionPrices = { side: 'short', quantity: '2', entryPrice: '100', stopPrice: '110' }

describe('position profit', () => {
  it('grows with the price for a long and against it for a short', () => {
    expect(profitAt(long, 64_991.5)).toBeCloseTo(222.18)
    expect(profitAt(short, 95)).toBe(10)
    expect(profitAt(short, 110)).toBe(-20)
  })

  it('is counted in multiples of the loss at the stop', () => {
    expect(multipleOfRisk(long, 99.67)).toBeCloseTo(0.897, 3)
    expect(multipleOfRisk(short, -20)).toBe(-1)
  })

  it('has no multiple without a stop, or when the stop lies in profit', () => {
    expect(multipleOfRisk({ ...long, stopPrice: null }, 50)).toBeNull()
    expect(multipleOfRisk({ ...long, stopPrice: '64500' }, 50)).toBeNull()
  })
})
