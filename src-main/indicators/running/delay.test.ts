import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Delay } from './delay.ts'
import { itKeepsTheContractOfABlock } from './testing/block-contract.ts'
import { results, someInputs, somePeriod } from './testing/windows.ts'

describe('Delay', () => {
  itKeepsTheContractOfABlock((period) => new Delay(period))

  it('gives each input again after so many others', () => {
    expect(results(new Delay(2), [4, 8, 15, 16])).toEqual([Number.NaN, Number.NaN, 4, 8])
  })

  it('gives the previous input with one bar', () => {
    expect(results(new Delay(1), [4, 8, 15])).toEqual([Number.NaN, 4, 8])
  })

  it('agrees with the input so many places before, at any length', () => {
    fc.assert(
      fc.property(someInputs, somePeriod, (inputs, bars) => {
        const expected = inputs.map((_, index) => inputs[index - bars] ?? Number.NaN)
        expect(results(new Delay(bars), inputs)).toEqual(expected)
      }),
    )
  })
})
