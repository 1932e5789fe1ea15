import { describe, expect, it } from 'vitest'
import { RowCache } from './row-cache.ts'

interface Row {
  readonly id: string
  readonly value: number
}

describe('a cache of rows', () => {
  const idOf = ({ id }: Row): string => id

  it('gives the same object while no member changed, and the new one afterwards', () => {
    const cache = new RowCache<Row>(['id', 'value'])
    const [first, second] = cache.update(
      [
        { id: 'a', value: 1 },
        { id: 'b', value: 1 },
      ],
      idOf,
    )
    const [again, changed] = cache.update(
      [
        { id: 'a', value: 1 },
        { id: 'b', value: 2 },
      ],
      idOf,
    )
    expect(again).toBe(first)
    expect(changed).not.toBe(second)
    expect(changed).toEqual({ id: 'b', value: 2 })
  })

  it('forgets what is gone', () => {
    const cache = new RowCache<Row>(['id', 'value'])
    const [first] = cache.update([{ id: 'a', value: 1 }], idOf)
    cache.update([], idOf)
    expect(cache.update([{ id: 'a', value: 1 }], idOf)[0]).not.toBe(first)
  })
})
