import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { RunningDeviation } from './deviation.ts'
import { itKeepsTheContractOfABlock } from './testing/block-contract.ts'
import { type Block, largestError, results, someInputs, somePeriod, sumOf, windowsOf } from './testing/windows.ts'

const meanOf = (window: readonly number[]): number => sumOf(window) / window.length

function deviationOf(window: readonly number[]): number {
  const mean = meanOf(window)
  return Math.sqrt(meanOf(window.map((input) => (input - mean) ** 2)))
}

/** The mean that comes with each deviation. */
function meansOf(period: number): Block {
  const deviation = new RunningDeviation(period)
  return {
    next: (input, commit) => {
      deviation.next(input, commit)
      return deviation.mean
    },
    reset: () => {
      deviation.reset()
    },
  }
}

describe('RunningDeviation', () => {
  describe('itself', () => {
    itKeepsTheContractOfABlock((period) => new RunningDeviation(period))
  })

  describe('its mean', () => {
    itKeepsTheContractOfABlock(meansOf)
  })

  it('is the root of the mean squared distance from the mean', () => {
    const inputs = [2, 4, 4, 4, 5, 5, 7, 9]
    expect(results(new RunningDeviation(8), inputs).at(-1)).toBeCloseTo(2, 14)
    expect(results(meansOf(8), inputs).at(-1)).toBe(5)
  })

  it('agrees with each window, whatever was in the windows before', () => {
    fc.assert(
      fc.property(someInputs, somePeriod, (inputs, period) => {
        const windows = windowsOf(inputs, period)
        const deviations = results(new RunningDeviation(period), inputs)
        expect(deviations.slice(0, period - 1).every(Number.isNaN)).toBe(true)
        expect(largestError(deviations.slice(period - 1), windows, deviationOf)).toBeLessThan(1e-13)
        const means = results(meansOf(period), inputs)
        expect(means.slice(0, period - 1).every(Number.isNaN)).toBe(true)
        expect(largestError(means.slice(period - 1), windows, meanOf)).toBeLessThan(1e-13)
      }),
    )
  })

  it('is exactly zero in a flat window, whatever came before', () => {
    fc.assert(
      fc.property(someInputs, somePeriod, fc.double({ min: 0.01, max: 1e6, noNaN: true }), (before, period, price) => {
        const inputs = [...before, ...Array.from({ length: period + 3 }, () => price)]
        expect(results(new RunningDeviation(period), inputs).slice(-4)).toEqual([0, 0, 0, 0])
        expect(results(meansOf(period), inputs).slice(-4)).toEqual([price, price, price, price])
      }),
    )
  })

  it('keeps nothing of spikes that have left the window one after the other', () => {
    const spikes = [1e12, 3e9, 1e7, 3e4]
    const inputs = [...spikes, ...Array.from({ length: 60 }, (_, index) => 100.1 + (index % 7) / 7)]
    const values = results(new RunningDeviation(20), inputs).slice(23)
    expect(largestError(values, windowsOf(inputs.slice(4), 20), deviationOf)).toBeLessThan(1e-14)
  })

  it('keeps the digits of small moves at a high price', () => {
    const inputs = Array.from({ length: 50 }, (_, index) => 1e9 + (index % 2))
    const errors = results(new RunningDeviation(10), inputs)
      .slice(9)
      .map((deviation) => Math.abs(deviation - 0.5))
    expect(Math.max(...errors)).toBeLessThan(1e-14)
  })

  it('is as exact after a million inputs as at the start', () => {
    const random = new SeededRandom(5)
    const inputs = Array.from({ length: 1_000_000 }, () => 100 + random.next() / 3)
    const values = results(new RunningDeviation(200), inputs)
    for (let end = 1_000_000; end > 200; end -= 9_973) {
      const deviation = deviationOf(inputs.slice(end - 200, end))
      expect(Math.abs((values[end - 1] ?? Number.NaN) - deviation)).toBeLessThan(1e-12)
    }
  })
})
