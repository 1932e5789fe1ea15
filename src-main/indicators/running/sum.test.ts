import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { RunningSum } from './sum.ts'
import { itKeepsTheContractOfABlock } from './testing/block-contract.ts'
import { largestError, results, someInputs, somePeriod, sumOf, windowsOf } from './testing/windows.ts'

describe('RunningSum', () => {
  itKeepsTheContractOfABlock((period) => new RunningSum(period))

  it('is the sum of the newest inputs once there are enough', () => {
    expect(results(new RunningSum(3), [1, 2, 6, 10, 2, 0])).toEqual([Number.NaN, Number.NaN, 9, 18, 18, 12])
  })

  it('is the input itself with period 1', () => {
    expect(results(new RunningSum(1), [4, -2, 8])).toEqual([4, -2, 8])
  })

  it('agrees with the sum of each window, whatever was in the windows before', () => {
    fc.assert(
      fc.property(someInputs, somePeriod, (inputs, period) => {
        const values = results(new RunningSum(period), inputs)
        expect(values.slice(0, period - 1).every(Number.isNaN)).toBe(true)
        expect(largestError(values.slice(period - 1), windowsOf(inputs, period), sumOf)).toBeLessThan(1e-13)
      }),
    )
  })

  it('is exactly zero over zeros, and exact to the last digits over small inputs, after a spike', () => {
    const inputs = [1e300, ...Array.from({ length: 5 }, () => 0), 0.1, 0.2, 0.3, 1e-9, 0.1]
    const values = results(new RunningSum(5), inputs)
    expect(values[5]).toBe(0)
    expect(values.at(-1)).toBeCloseTo(0.700000001, 15)
  })

  it('never leaves the bounds that its inputs set', () => {
    const random = new SeededRandom(5)
    const inputs = Array.from({ length: 20_000 }, () => (random.next() < 0.7 ? 100 : random.next() * 100))
    const values = results(new RunningSum(7), inputs).slice(6)
    expect(values.filter((value) => value < 0 || value / 7 > 100)).toEqual([])
    expect(values.some((value) => value / 7 === 100)).toBe(true)
  })

  it('is as exact after a million inputs as at the start', () => {
    const random = new SeededRandom(3)
    const inputs = Array.from({ length: 1_000_000 }, () => 100 + random.next() / 3)
    const values = results(new RunningSum(200), inputs)
    for (let end = 1_000_000; end > 200; end -= 9_973) {
      const sum = sumOf(inputs.slice(end - 200, end))
      expect(Math.abs((values[end - 1] ?? Number.NaN) / sum - 1)).toBeLessThan(1e-13)
    }
  })
})
