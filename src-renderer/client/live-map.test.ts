import { describe, expect, it } from 'vitest'
import { LiveMap } from './live-map.ts'

describe('LiveMap', () => {
  it('tells only who listens to the key', () => {
    const map = new LiveMap<number>()
    const seen: number[] = []
    map.subscribe('a', (value) => seen.push(value))
    map.set('a', 1)
    map.set('b', 2)
    expect(seen).toEqual([1])
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, 2, undefined])
  })

  it('stops telling who left, and keeps telling the others', () => {
    const map = new LiveMap<number>()
    const seen: string[] = []
    const end = map.subscribe('a', () => seen.push('first'))
    map.subscribe('a', () => seen.push('second'))
    end()
    end()
    map.set('a', 1)
    expect(seen).toEqual(['second'])
  })

  it('does not end a later subscription when an ended one is ended again', () => {
    const map = new LiveMap<number>()
    const seen: number[] = []
    const end = map.subscribe('a', () => undefined)
    end()
    map.subscribe('a', (value) => seen.push(value))
    end()
    map.set('a', 1)
    expect(seen).toEqual([1])
  })
})
