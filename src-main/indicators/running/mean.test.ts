import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { RunningMean } from './mean.ts'
import { itKeepsTheContractOfABlock } from './testing/block-contract.ts'
import { largestError, results, someInputs, somePeriod, sumOf, windowsOf } from './testing/windows.ts'

describe('RunningMean', () => {
  itKeepsTheContractOfABlock((period) => new RunningMean(period))

  it('is the mean of the newest inputs once there are enough', () => {
    expect(results(new RunningMean(3), [1, 2, 6, 10, 2])).toEqual([Number.NaN, Number.NaN, 3, 6, 6])
  })

  it('agrees with the mean of each window, whatever was in the windows before', () => {
    fc.assert(
      fc.property(someInputs, somePeriod, (inputs, period) => {
        const values = results(new RunningMean(period), inputs)
        expect(values.slice(0, period - 1).every(Number.isNaN)).toBe(true)
        const mean = (window: readonly number[]): number => sumOf(window) / period
        expect(largestError(values.slice(period - 1), windowsOf(inputs, period), mean)).toBeLessThan(1e-13)
      }),
    )
  })

  it('keeps nothing of a spike that has left the window', () => {
    const inputs = Array.from({ length: 60 }, (_, index) => (index === 7 ? 1e12 : 100.1 + index / 7))
    const values = results(new RunningMean(20), inputs).slice(27)
    expect(largestError(values, windowsOf(inputs.slice(8), 20), (window) => sumOf(window) / 20)).toBeLessThan(1e-14)
  })

  it('is as exact after a million inputs as at the start', () => {
    const random = new SeededRandom(3)
    const inputs = Array.from({ length: 1_000_000 }, () => 100 + random.next() / 3)
    const values = results(new RunningMean(200), inputs)
    for (let end = 1_000_000; end > 200; end -= 9_973) {
      const mean = sumOf(inputs.slice(end - 200, end)) / 200
      expect(Math.abs((values[end - 1] ?? Number.NaN) - mean)).toBeLessThan(1e-11)
    }
  })
})
