import { describe, expect, it } from 'vitest'
import { percentile } from './bench-row.ts'

describe('percentile', () => {
  it('is the value that so many of 100 do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect([percentile(values, 95), percentile(values, 100), percentile([7], 95)]).toEqual([95, 100, 7])
  })
})
