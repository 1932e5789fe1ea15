import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/index.ts'
import { itKeepsTheContractOfABlock } from './testing/block-contract.ts'
import { results } from './testing/windows.ts'
import { RunningTotal } from './total.ts'

describe('RunningTotal', () => {
  itKeepsTheContractOfABlock(() => new RunningTotal())

  it('adds up from the first input', () => {
    expect(results(new RunningTotal(), [3, -1, 4])).toEqual([3, 2, 6])
  })

  it('agrees with whole numbers added exactly, also where floats lose their last digits', () => {
    const large = fc.integer({ min: -(2 ** 50), max: 2 ** 50 })
    fc.assert(
      fc.property(fc.array(fc.oneof(large, fc.integer({ min: -9, max: 9 })), { maxLength: 200 }), (inputs) => {
        let exact = 0n
        for (const [index, value] of results(new RunningTotal(), inputs).entries()) {
          exact += BigInt(inputs[index] ?? 0)
          expect(value).toBe(Number(exact))
        }
      }),
    )
  })

  it('keeps what a spike would have swallowed', () => {
    const total = new RunningTotal()
    results(total, [0.1, 1e18, 0.2])
    expect(total.next(-1e18, true)).toBeCloseTo(0.3, 15)
  })

  it('adds a million inputs to the last digit', () => {
    const random = new SeededRandom(7)
    const total = new RunningTotal()
    let exact = 0n
    let value = 0
    for (let count = 0; count < 1_000_000; count += 1) {
      const units = Math.floor(random.next() * 2 ** 52)
      exact += BigInt(units)
      value = total.next(units / 2 ** 30, true)
    }
    expect(value).toBe(Number(exact) / 2 ** 30)
  })
})
