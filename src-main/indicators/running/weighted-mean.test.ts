import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { itKeepsTheContractOfABlock } from './testing/block-contract.ts'
import { largestError, results, someInputs, somePeriod, sumOf, windowsOf } from './testing/windows.ts'
import { WeightedMean } from './weighted-mean.ts'

function weightedMean(window: readonly number[]): number {
  const weights = window.map((_, index) => index + 1)
  return sumOf(window.map((input, index) => input * (index + 1))) / sumOf(weights)
}

describe('WeightedMean', () => {
  itKeepsTheContractOfABlock((period) => new WeightedMean(period))

  it('weighs the newest input most', () => {
    const values = results(new WeightedMean(3), [1, 2, 6, 0, 12])
    expect(values).toEqual([Number.NaN, Number.NaN, 23 / 6, 14 / 6, 7])
  })

  it('agrees with the weighted mean of each window, whatever was in the windows before', () => {
    fc.assert(
      fc.property(someInputs, somePeriod, (inputs, period) => {
        const values = results(new WeightedMean(period), inputs)
        expect(values.slice(0, period - 1).every(Number.isNaN)).toBe(true)
        expect(largestError(values.slice(period - 1), windowsOf(inputs, period), weightedMean)).toBeLessThan(1e-13)
      }),
    )
  })

  it('keeps nothing of a spike that has left the window', () => {
    const inputs = Array.from({ length: 60 }, (_, index) => (index === 7 ? 1e12 : 100.1 + index / 7))
    const values = results(new WeightedMean(20), inputs).slice(27)
    expect(largestError(values, windowsOf(inputs.slice(8), 20), weightedMean)).toBeLessThan(1e-14)
  })

  it('is as exact after a million inputs as at the start', () => {
    const random = new SeededRandom(4)
    const inputs = Array.from({ length: 1_000_000 }, () => 100 + random.next() / 3)
    const values = results(new WeightedMean(200), inputs)
    for (let end = 1_000_000; end > 200; end -= 9_973) {
      const mean = weightedMean(inputs.slice(end - 200, end))
      expect(Math.abs((values[end - 1] ?? Number.NaN) - mean)).toBeLessThan(1e-11)
    }
  })
})
