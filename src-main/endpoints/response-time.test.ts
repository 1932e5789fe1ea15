import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ResponseTime } from './response-time.ts'

describe('the response time of a host', () => {
  it('is unknown before the first answer, and then that one', () => {
    const time = new ResponseTime()
    expect(time.valueMs).toBeUndefined()
    time.add(40)
    expect(time.valueMs).toBe(40)
  })

  it('moves a fifth of the way to each newer one', () => {
    const time = new ResponseTime()
    for (const measuredMs of [100, 200, 200]) time.add(measuredMs)
    expect(time.valueMs).toBeCloseTo(136)
  })

  it('stays within what was measured', () => {
    const measures = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 })
    fc.assert(
      fc.property(measures, (measured) => {
        const time = new ResponseTime()
        for (const measuredMs of measured) time.add(measuredMs)
        expect(time.valueMs).toBeGreaterThanOrEqual(Math.min(...measured) - 1e-6)
        expect(time.valueMs).toBeLessThanOrEqual(Math.max(...measured) + 1e-6)
      }),
    )
  })
})
