import { describe, expect, it } from 'vitest'
import { Counter } from './tally.ts'

function counted(...rows: readonly (readonly number[])[]): Counter {
  const counter = new Counter()
  for (const row of rows) counter.add(...row)
  return counter
}

describe('a counter', () => {
  it('is the same for the same figures in the same order', () => {
    expect(counted([1, 2.5], [3, 4]).view()).toEqual(counted([1, 2.5], [3, 4]).view())
  })

  it('tells a lost, a doubled, a changed and an overtaken one', () => {
    const whole = counted([1, 2.5], [3, 4], [5, 6]).view()
    expect(counted([1, 2.5], [5, 6]).view()).not.toEqual(whole)
    expect(counted([1, 2.5], [3, 4], [3, 4], [5, 6]).view()).not.toEqual(whole)
    expect(counted([1, 2.5], [3, 4.01], [5, 6]).digest).not.toBe(whole.digest)
    expect(counted([3, 4], [1, 2.5], [5, 6]).digest).not.toBe(whole.digest)
  })
})
