import { describe, expect, it } from 'vitest'
import { BoundedMap } from './bounded-map.ts'

describe('A bounded map', () => {
  it('forgets what was set longest ago, and takes what is set anew for the newest', () => {
    const map = new BoundedMap<string, number>(2)
    map.set('a', 1)
    map.set('b', 2)
    map.set('a', 3)
    map.set('c', 4)
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, undefined, 4])
  })

  it('has room again for what was taken out', () => {
    const map = new BoundedMap<string, number>(2)
    map.set('a', 1)
    map.set('b', 2)
    map.delete('b')
    map.set('c', 3)
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3])
    map.clear()
    expect([map.get('a'), map.get('c')]).toEqual([undefined, undefined])
  })
})
