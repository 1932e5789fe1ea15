import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Block, results, someInput, someInputs, somePeriod } from './windows.ts'

/** Tests of what every block promises, whatever it computes. */
export function itKeepsTheContractOfABlock(create: (period: number) => Block): void {
  it('gives an input that is not committed the same digits, and is not changed by it', () => {
    fc.assert(
      fc.property(someInputs, someInput, somePeriod, (inputs, other, period) => {
        const plain = results(create(period), inputs)
        const block = create(period)
        for (const [index, input] of inputs.entries()) {
          block.next(other, false)
          expect(block.next(input, false)).toBe(plain[index])
          block.next(-other, false)
          expect(block.next(input, true)).toBe(plain[index])
        }
      }),
    )
  })

  it('starts anew after a reset', () => {
    fc.assert(
      fc.property(someInputs, someInputs, somePeriod, (before, after, period) => {
        const block = create(period)
        results(block, before)
        block.reset()
        expect(results(block, after)).toEqual(results(create(period), after))
      }),
    )
  })

  it('passes NaN on and goes on as if it had not come', () => {
    fc.assert(
      fc.property(someInputs, someInputs, somePeriod, (before, after, period) => {
        const block = create(period)
        results(block, before)
        expect(block.next(Number.NaN, false)).toBeNaN()
        expect(block.next(Number.NaN, true)).toBeNaN()
        expect(results(block, after)).toEqual(results(create(period), [...before, ...after]).slice(before.length))
      }),
    )
  })
}
