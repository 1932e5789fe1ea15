import { describe, expect, it } from 'vitest'
import { widenToLines } from './scale-range.ts'

describe('scale range', () => {
  it('takes a stop near the candles into view', () => {
    expect(widenToLines({ minValue: 100, maxValue: 200 }, [60, 150])).toEqual({ minValue: 60, maxValue: 200 })
  })

  it('leaves a far target outside', () => {
    expect(widenToLines({ minValue: 100, maxValue: 200 }, [400])).toEqual({ minValue: 100, maxValue: 200 })
  })
})
