import { describe, expect, it } from 'vitest'
import { AffinityTable } from './affinity.ts'

const CAPACITY = 10_000

describe('an affinity table', () => {
  it('forgets the key that was not used for longest when there are too many', () => {
    const table = new AffinityTable<string>()
    for (let index = 0; index < CAPACITY; index++) table.bind(`order ${index}`, 'a')
    table.bind('order 0', 'b')
    table.bind('one more', 'a')
    expect(table.find('order 0')).toBe('b')
    expect(table.find('order 1')).toBeUndefined()
    expect(table.find('order 2')).toBe('a')
    expect(table.find('one more')).toBe('a')
  })

  it('counts the keys of each host', () => {
    const table = new AffinityTable<string>()
    for (const key of ['order 1', 'order 2', 'order 3']) table.bind(key, 'a')
    table.bind('order 2', 'b')
    expect(table.countByHost()).toEqual(
      new Map([
        ['a', 2],
        ['b', 1],
      ]),
    )
  })
})
