import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { SmoothedMean } from './smoothed-mean.ts'
import { itKeepsTheContractOfABlock } from './testing/block-contract.ts'
import { magnitudeOf, results, someInputs, somePeriod, sumOf } from './testing/windows.ts'

/** Seed and every input after it, each with the weight that is left of it: the recursion written out. */
function writtenOut(inputs: readonly number[], seedLength: number, weight: number): number {
  const later = inputs.slice(seedLength)
  const seed = (sumOf(inputs.slice(0, seedLength)) / seedLength) * (1 - weight) ** later.length
  return sumOf([seed, ...later.map((input, index) => input * weight * (1 - weight) ** (later.length - 1 - index))])
}

describe('SmoothedMean', () => {
  describe('the exponential mean', () => {
    itKeepsTheContractOfABlock((period) => SmoothedMean.exponential(period))
  })

  describe("Wilder's mean", () => {
    itKeepsTheContractOfABlock((period) => SmoothedMean.wilder(period))
  })

  it('starts with the simple mean and then moves towards each input by its weight', () => {
    expect(results(SmoothedMean.exponential(3), [1, 2, 6, 5, 9])).toEqual([Number.NaN, Number.NaN, 3, 4, 6.5])
    expect(results(SmoothedMean.wilder(2), [1, 3, 6, 8])).toEqual([Number.NaN, 2, 4, 6])
  })

  it('agrees with the recursion written out', () => {
    fc.assert(
      fc.property(someInputs, somePeriod, (inputs, period) => {
        const tolerance = magnitudeOf(inputs) * 1e-13
        const [exponential, wilder] = [SmoothedMean.exponential(period), SmoothedMean.wilder(period)]
        for (const [index, value] of results(exponential, inputs).entries()) {
          const wilderValue = wilder.next(inputs[index] ?? Number.NaN, true)
          expect([Number.isNaN(value), Number.isNaN(wilderValue)]).toEqual([index + 1 < period, index + 1 < period])
          if (index + 1 < period) continue
          const past = inputs.slice(0, index + 1)
          expect(Math.abs(value - writtenOut(past, period, 2 / (period + 1)))).toBeLessThanOrEqual(tolerance)
          expect(Math.abs(wilderValue - writtenOut(past, period, 1 / period))).toBeLessThanOrEqual(tolerance)
        }
      }),
    )
  })

  it('is the input itself with period 1, also after a spike', () => {
    const inputs = [100.1, 1e12, 100.3, 0.1]
    expect(results(SmoothedMean.exponential(1), inputs)).toEqual(inputs)
    expect(results(SmoothedMean.wilder(1), inputs)).toEqual(inputs)
  })

  it('stays on a constant exactly', () => {
    const inputs = Array.from({ length: 100 }, () => 0.7)
    expect(new Set(results(SmoothedMean.wilder(7), inputs).slice(7)).size).toBe(1)
  })

  it('forgets a spike and what rounding lost to it', () => {
    const mean = SmoothedMean.exponential(20)
    results(mean, [...Array.from({ length: 30 }, () => 100.1), 1e12, ...Array.from({ length: 700 }, () => 100.1)])
    expect(Math.abs(mean.next(100.1, false) - 100.1)).toBeLessThan(1e-12)
  })

  it('is as exact after a million inputs as the recursion written out', () => {
    const random = new SeededRandom(6)
    const inputs = Array.from({ length: 1_000_000 }, () => 100 + random.next() / 3)
    const [exponential, wilder] = [SmoothedMean.exponential(20), SmoothedMean.wilder(20)]
    const newest = inputs.slice(-2000)
    expect(results(exponential, inputs).at(-1)).toBeCloseTo(writtenOut(newest, 20, 2 / 21), 11)
    expect(results(wilder, inputs).at(-1)).toBeCloseTo(writtenOut(newest, 20, 1 / 20), 11)
  })
})

describe('an exponential mean that is stacked on another', () => {
  itKeepsTheContractOfABlock((period) => SmoothedMean.stacked(period))

  it('starts at its first input, with the weight of its period', () => {
    expect(results(SmoothedMean.stacked(3), [Number.NaN, 3, 5, 1])).toEqual([Number.NaN, 3, 4, 2.5])
  })
})
