import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExtremeValue } from './extreme-value.ts'
import { itKeepsTheContractOfABlock } from './testing/block-contract.ts'
import { results, someInputs, somePeriod, windowsOf } from './testing/windows.ts'

describe('ExtremeValue', () => {
  itKeepsTheContractOfABlock((period) => ExtremeValue.highest(period))
  itKeepsTheContractOfABlock((period) => ExtremeValue.lowest(period))

  it('is the highest or lowest of the newest inputs once there are enough', () => {
    const inputs = [5, 1, 3, 2, 2, 9, 4]
    expect(results(ExtremeValue.highest(3), inputs)).toEqual([Number.NaN, Number.NaN, 5, 3, 3, 9, 9])
    expect(results(ExtremeValue.lowest(3), inputs)).toEqual([Number.NaN, Number.NaN, 1, 1, 2, 2, 2])
  })

  it('is the input itself with period 1', () => {
    expect(results(ExtremeValue.highest(1), [4, -2, 8])).toEqual([4, -2, 8])
    expect(results(ExtremeValue.lowest(1), [4, -2, 8])).toEqual([4, -2, 8])
  })

  it('agrees with a search of each window to the last digit', () => {
    fc.assert(
      fc.property(someInputs, somePeriod, (inputs, period) => {
        const windows = windowsOf(inputs, period)
        const highest = results(ExtremeValue.highest(period), inputs).slice(period - 1)
        const lowest = results(ExtremeValue.lowest(period), inputs).slice(period - 1)
        expect(highest.map((value) => value + 0)).toEqual(windows.map((window) => Math.max(...window) + 0))
        expect(lowest.map((value) => value + 0)).toEqual(windows.map((window) => Math.min(...window) + 0))
      }),
    )
  })
})
