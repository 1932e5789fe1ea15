import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RunningExtreme } from './extreme.ts'
import { itKeepsTheContractOfABlock } from './testing/block-contract.ts'
import { results, someInputs, somePeriod, windowsOf } from './testing/windows.ts'

/** Extreme and its age, both at each input. */
function agesOf(extreme: RunningExtreme, inputs: readonly number[]): [value: number, barsAgo: number][] {
  return inputs.map((input) => [extreme.next(input, true), extreme.barsAgo])
}

describe('RunningExtreme', () => {
  describe('the highest', () => {
    itKeepsTheContractOfABlock((period) => RunningExtreme.highest(period))
  })

  describe('the lowest', () => {
    itKeepsTheContractOfABlock((period) => RunningExtreme.lowest(period))
  })

  it('finds the highest and the lowest of each window', () => {
    const inputs = [5, 3, 4, 1, 1, 6]
    expect(results(RunningExtreme.highest(3), inputs)).toEqual([Number.NaN, Number.NaN, 5, 4, 4, 6])
    expect(results(RunningExtreme.lowest(3), inputs)).toEqual([Number.NaN, Number.NaN, 3, 1, 1, 1])
  })

  it('counts the oldest among equals, until it leaves the window', () => {
    expect(agesOf(RunningExtreme.highest(3), [7, 7, 5, 7, 6]).slice(2)).toEqual([
      [7, 2],
      [7, 2],
      [7, 1],
    ])
  })

  it('agrees with a search of each window, in value and in age', () => {
    fc.assert(
      fc.property(someInputs, somePeriod, (inputs, period) => {
        const windows = windowsOf(inputs, period)
        const expected = (pick: (...values: number[]) => number): [number, number][] =>
          windows.map((window) => {
            const extreme = pick(...window)
            return [extreme, period - 1 - window.findIndex((input) => input === extreme)]
          })
        const actual = (extreme: RunningExtreme): [number, number][] =>
          agesOf(extreme, inputs)
            .slice(period - 1)
            .map(([value, age]) => [value + 0, age])
        expect(actual(RunningExtreme.highest(period))).toEqual(expected((...values) => Math.max(...values) + 0))
        expect(actual(RunningExtreme.lowest(period))).toEqual(expected((...values) => Math.min(...values) + 0))
      }),
    )
  })

  it('tells the age of an extreme that is not committed', () => {
    const highest = RunningExtreme.highest(3)
    results(highest, [9, 4, 5])
    highest.next(4, false)
    expect(highest.barsAgo).toBe(1)
    highest.next(9, false)
    expect(highest.barsAgo).toBe(0)
    highest.next(3, true)
    expect(highest.barsAgo).toBe(1)
  })

  it('takes a million falling inputs, the worst case for the queue', () => {
    const highest = RunningExtreme.highest(1000)
    let value = Number.NaN
    for (let input = 1_000_000; input > 0; input -= 1) value = highest.next(input, true)
    expect([value, highest.barsAgo]).toEqual([1000, 999])
  })
})
